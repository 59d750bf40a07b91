package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job, as the README tells it: a site comes alive, is hurt, and its numbers still add up. */
class PipelineScenarioTest {
    private static final Duration LONG = Duration.ofMinutes(8);
    private static final String SHAFT = "examples/shaft.yaml";

    private final Sitewatch sitewatch = new Sitewatch(Path.of("target", "pipeline", "state"));

    @BeforeEach
    @AfterEach
    void leaveNothing() throws IOException {
        Sitewatch.deleteRecursively(sitewatch.state().getParent());
    }

    @Test
    void countsAddUpThroughKillsOfDriverAndBrokerAndThroughARestart() {
        Sitewatch.Outcome first = sitewatch.run(LONG, "up", SHAFT, "--until", "records=500");
        assertThat(first.exit()).as(first.err()).isZero();
        JsonNode before = conserved(first.summary());
        assertThat(before.path("records").asLong()).isGreaterThanOrEqualTo(500);
        assertThat(sitewatch.processes()).isEmpty();

        try (Sitewatch.Running up = sitewatch.start("up", SHAFT)) {
            awaitRecords(up, before.path("records").asLong());
            killHard("org.apache.spark.deploy.SparkSubmit");
            killHard("kafka.Kafka");
            awaitRecords(up, records() + 500);

            assertThat(sitewatch.sql("SELECT received - averaged - duplicate - rejected FROM stream_progress"))
                    .as("received = averaged + duplicate + rejected")
                    .isEqualTo("0");
            assertThat(
                            sitewatch.sql(
                                    "SELECT COUNT(*) - COUNT(DISTINCT (instrument, borehole_number, window_start)) FROM record"))
                    .isEqualTo("0");
            assertThat(sitewatch.sql("SELECT SUM(samples) = (SELECT averaged FROM stream_progress) FROM record"))
                    .as("every averaged reading stands in exactly one record")
                    .isEqualTo("t");
            assertThat(sitewatch.sql("SELECT COUNT(DISTINCT instrument) FROM record"))
                    .isEqualTo("5");

            up.interrupt();
            assertThat(up.finish(Duration.ofSeconds(30)).exit()).isIn(0, 130, 143);
        }
        assertThat(sitewatch.processes()).isEmpty();
    }

    private void awaitRecords(Sitewatch.Running up, long more) {
        await("more than " + more + " records")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    assertThat(up.isAlive()).as(up.said()).isTrue();
                    return records() > more;
                });
    }

    private long records() {
        Sitewatch.Outcome outcome =
                sitewatch.run(Duration.ofMinutes(1), "psql", "-c", "SELECT COUNT(*) FROM record", "--tuples-only");
        return outcome.exit() == 0 ? Long.parseLong(outcome.out().strip()) : 0;
    }

    private void killHard(String mainClass) {
        long killed = sitewatch.processes().stream()
                .filter(process -> Sitewatch.commandLine(process).contains(mainClass))
                .filter(ProcessHandle::destroyForcibly)
                .count();
        assertThat(killed).as("processes of " + mainClass).isPositive();
    }

    private static JsonNode conserved(JsonNode summary) {
        assertThat(summary.path("received").asLong())
                .as(summary.toString())
                .isPositive()
                .isEqualTo(summary.path("averaged").asLong()
                        + summary.path("duplicate").asLong()
                        + summary.path("rejected").asLong());
        return summary;
    }
}
