package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done to a site that runs, and what must not happen to its numbers. Each scenario leaves it running. */
@ExtendWith(SharedCluster.class)
class SiteScenarioTest {
    private static final Path SHAFT = Path.of("..", "examples", "shaft.yaml");
    private static final ObjectMapper YAML = new YAMLMapper();

    private final ClusterDriver cluster;
    private final Site shaft;

    SiteScenarioTest(ClusterDriver cluster) {
        this.cluster = cluster;
        this.shaft = new Site(cluster, "default", "shaft");
    }

    @BeforeEach
    void aSiteThatRuns() throws IOException {
        JsonNode manifest = YAML.readTree(SHAFT.toFile());
        shaft.apply(manifest.path("spec").toString());
        eventually("the site is ready").until(() -> shaft.is("Ready"));
        eventually("it has records").until(() -> shaft.records() > 0);
    }

    @Test
    void countsAddUp() throws SQLException {
        eventually("records of every type")
                .until(() -> shaft.number("SELECT COUNT(DISTINCT instrument) FROM record") == 5);
        goesOn();
        assertThat(shaft.broken()).isEmpty();
        if (cluster instanceof LaptopDriver laptop) {
            JsonNode first = laptop.firstRun();
            assertThat(first.path("conserved").asBoolean()).as(first.toString()).isTrue();
            assertThat(shaft.records())
                    .as("what an earlier run left is gone on from")
                    .isGreaterThan(first.path("records").asLong());
        }
    }

    @ParameterizedTest
    @EnumSource
    void survivesTheDeathOf(ClusterDriver.Victim victim) throws SQLException {
        cluster.kill(victim, shaft.namespace(), shaft.name());
        goesOn();
        // Somebody has to be there who sees it: Ready is only believed of the spec as it is now.
        shaft.change("{\"displayName\": \"After the death of the " + victim + "\"}");
        eventually("it is ready again").until(() -> shaft.is("Ready"));
        assertThat(shaft.broken()).isEmpty();
    }

    @Test
    void suspendedItStandsStillAndThenGoesOn() throws SQLException {
        shaft.change("{\"suspend\": true}");
        eventually("suspended").until(() -> shaft.phase().equals("Suspended"));
        eventually("the stream has ended").until(() -> shaft.stream().isEmpty());
        long standing = shaft.received();
        assertThat(standing).as("the tables can still be read").isPositive();

        shaft.change("{\"suspend\": false}");
        eventually("it runs again").until(() -> shaft.is("Ready"));
        assertThat(shaft.received()).as("nothing is forgotten").isGreaterThanOrEqualTo(standing);
        goesOn();
        assertThat(shaft.broken()).isEmpty();
    }

    @Test
    void limitsAreTakenOverWithoutARestart() throws SQLException {
        String stream = shaft.stream().orElseThrow().getMetadata().getUid();
        String alarms = "SELECT COUNT(*) FROM alert WHERE instrument = 'settlement_marker' AND to_level = 'alarm'"
                + " AND reading BETWEEN 2 AND 20";
        assertThat(shaft.number(alarms)).as("within the limits of the example").isZero();
        try {
            shaft.change(
                    "{\"instruments\": [{\"type\": \"settlement_marker\", \"limits\": {\"alarm\": {\"above\": 1}}}]}");
            eventually("an alarm by the new limit").until(() -> shaft.number(alarms) > 0);
            assertThat(shaft.stream().orElseThrow().getMetadata().getUid()).isEqualTo(stream);
            assertThat(shaft.broken()).isEmpty();
        } finally {
            // Whatever else a manifest no longer says, the next apply sets back.
            shaft.change("{\"instruments\": null}");
        }
    }

    @Test
    void aSecondSiteIsByItselfAndGoesAsItsPolicySays() throws SQLException {
        String spec = "{source: {simulator: {instrumentsPerType: 5, seed: 3, interval: 2s}}, search: {disabled: {}},"
                + " deletionPolicy: %s}";
        Site north = new Site(cluster, "e2e-north", "north");
        north.apply(spec.formatted("Retain"));
        eventually("records of the second site").until(() -> north.records() > 0);
        assertThat(north.broken()).isEmpty();
        assertThat(north.number("SELECT COUNT(*) FROM record r WHERE NOT EXISTS (SELECT 1 FROM stream_progress)"))
                .isZero();

        long records = north.records();
        north.delete();
        eventually("the site goes").until(() -> !north.exists());
        assertThat(north.stream()).isEmpty();
        assertThat(north.kafka()).as("Retain keeps the log").isPresent();
        assertThat(north.database()).as("Retain keeps the records").isPresent();
        assertThat(north.records()).isGreaterThanOrEqualTo(records);

        north.apply(spec.formatted("Delete"));
        eventually("it goes on from what was kept").until(() -> north.records() > records);
        assertThat(north.broken()).isEmpty();

        north.delete();
        eventually("the site goes").until(() -> !north.exists());
        eventually("the log and the records go with it")
                .until(() -> north.kafka().isEmpty() && north.database().isEmpty());
        goesOn();
        assertThat(shaft.is("Ready")).as("the first site has not noticed").isTrue();
    }

    /** More comes in than has come in so far. */
    private void goesOn() {
        long before = shaft.received();
        eventually("it goes on").until(() -> shaft.received() > before);
    }

    private ConditionFactory eventually(String what) {
        return await(what)
                .failFast(cluster::requireAlive)
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofSeconds(1));
    }
}
