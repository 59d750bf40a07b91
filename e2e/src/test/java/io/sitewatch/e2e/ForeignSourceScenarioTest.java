package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site whose instruments API somebody else runs: what it says is what the tables hold, to the last digit. */
@ExtendWith(SharedCluster.class)
class ForeignSourceScenarioTest {
    private static final Duration LONG = Duration.ofMinutes(6);

    private final ClusterDriver cluster;

    ForeignSourceScenarioTest(ClusterDriver cluster) {
        this.cluster = cluster;
    }

    @Test
    void meansDuplicatesAndRejectsAreExact() throws IOException, SQLException {
        Optional<String> host = cluster.addressOfThisMachine();
        assumeTrue(
                host.isPresent(),
                "the API of this test is on this machine, and SITEWATCH_E2E_HOST names no address of it");
        // Yesterday, at the start of a ten-second window: late data, and normal.
        Instant window = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        Site site = new Site(cluster, "e2e-foreign", "tunnel");
        try (ForeignInstrumentsApi api = new ForeignInstrumentsApi(host.get())) {
            api.answers("/params/pore_pressure", """
                    {"units": "pressure (kPa)", "instruments": 99, "items": [
                      %s, %s, %s, %s, %s, %s, "not an item"], "timezone": "UTC", "vendor": "somebody else"}
                    """.formatted(
                            item("piezometer", "BH-1", "10.0", window),
                            item("piezometer", "BH-1", "60.0", window.plusSeconds(9)),
                            item("piezometer", "BH-1", "20.0", window.plusSeconds(4)),
                            item("piezometer", "BH-1", "20.0", window.plusSeconds(4)),
                            item("piezometer", "BH-2", "null", window),
                            item("piezometer", "BH-3", "42.5", window.minus(30, ChronoUnit.DAYS))));
            api.answers("/params/settlement/x", "{\"instruments\": 1, \"items\": [{\"instrument\": \"settl");

            site.apply("""
                    {source: {http: {baseUrl: '%s', interval: 5s, timeout: 5s}}, search: {disabled: {}},
                     deletionPolicy: Delete}""".formatted(api.baseUrl()));
            await("a second poll, all of it duplicates")
                    .failFast(cluster::requireAlive)
                    .atMost(LONG)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> site.number("SELECT duplicate FROM stream_progress") >= 5);

            assertThat(site.sql(
                            "SELECT string_agg(concat_ws('|', instrument, borehole_number, reading, samples, reading_min,"
                                    + " reading_max, surface_level, units), ';') FROM record"))
                    .as("one record, the mean of the three readings of BH-1")
                    .isEqualTo("piezometer|BH-1|30|3|10|60|79.45|pressure (kPa)");
            assertThat(site.sql("SELECT averaged FROM stream_progress")).isEqualTo("3");
            assertThat(site.broken()).isEmpty();
            assertThat(site.sql("SELECT string_agg(key, ',' ORDER BY key) FROM stream_progress, "
                            + "jsonb_object_keys(rejected_by_reason) AS key"))
                    .isEqualTo("late,missing_field,unparseable");
        } finally {
            site.delete();
        }
        await("the site goes")
                .failFast(cluster::requireAlive)
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !site.exists());
    }

    private static String item(String instrument, String borehole, String reading, Instant time) {
        return """
                {"timestamp": "%s", "reading": %s, "borehole_number": "%s", "instrument": "%s",
                 "easting": 323112, "northing": 5815854, "surface_level": 79.45}""".formatted(time, reading, borehole, instrument);
    }
}
