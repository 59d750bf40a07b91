package io.sitewatch.local.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cluster.ClusterEvent;
import io.sitewatch.local.cluster.ClusterEvent.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final Duration ELAPSED = Duration.ofSeconds(73);

    @Test
    void aDeathAndItsEndAreNewsAtAnyTime() {
        EventLines lines = new EventLines(false);

        assertThat(lines.line(event(Severity.WARNING, "died with 137, started again in 1 s"), ELAPSED, true))
                .contains("  73s  warning kafka (shaft-0): died with 137, started again in 1 s (log: /s/kafka.log)");
        assertThat(lines.line(event(Severity.INFO, "is ready"), ELAPSED, true))
                .contains("  73s  kafka (shaft-0): is ready");
        assertThat(lines.line(event(Severity.INFO, "is ready"), ELAPSED, true)).isEmpty();
    }

    @Test
    void whatALiveTableShowsAnywayIsALineOnlyWithoutOne() {
        assertThat(new EventLines(false).line(event(Severity.INFO, "starting"), ELAPSED, false))
                .isEmpty();
        assertThat(new EventLines(true).line(event(Severity.INFO, "starting"), ELAPSED, false))
                .contains("  73s  kafka (shaft-0): starting");
        assertThat(new EventLines(true).line(event(Severity.INFO, "starting"), ELAPSED, true))
                .isEmpty();
    }

    @Test
    void aLongMessageIsCutBecauseTheLogHasAllOfIt() {
        assertThat(new EventLines(false).line(event(Severity.ERROR, "x".repeat(1000)), ELAPSED, true))
                .hasValueSatisfying(
                        line -> assertThat(line).hasSizeLessThan(400).endsWith("x… (log: /s/kafka.log)"));
    }

    private static ClusterEvent event(Severity severity, String message) {
        return new ClusterEvent(
                Instant.EPOCH, severity, "kafka", "default", "shaft-0", message, Optional.of(Path.of("/s/kafka.log")));
    }
}
