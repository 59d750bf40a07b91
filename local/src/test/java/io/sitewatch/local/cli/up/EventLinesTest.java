package io.sitewatch.local.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cluster.ClusterEvent;
import io.sitewatch.local.cluster.ClusterEvent.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    @Test
    void aDeathAndItsEndAreNewsAtAnyTime() {
        EventLines lines = new EventLines(false);

        assertThat(lines.line(event(Severity.WARNING, "died with 137, started again in 1 s"), true))
                .contains("warning kafka (shaft-0): died with 137, started again in 1 s (log: /s/kafka.log)");
        assertThat(lines.line(event(Severity.INFO, "is ready"), true)).contains("kafka (shaft-0): is ready");
        assertThat(lines.line(event(Severity.INFO, "is ready"), true)).isEmpty();
    }

    @Test
    void whatALiveTableShowsAnywayIsALineOnlyWithoutOne() {
        assertThat(new EventLines(false).line(event(Severity.INFO, "starting"), false))
                .isEmpty();
        assertThat(new EventLines(true).line(event(Severity.INFO, "starting"), false))
                .contains("kafka (shaft-0): starting");
        assertThat(new EventLines(true).line(event(Severity.INFO, "starting"), true))
                .isEmpty();
    }

    private static ClusterEvent event(Severity severity, String message) {
        return new ClusterEvent(
                Instant.EPOCH, severity, "kafka", "default", "shaft-0", message, Optional.of(Path.of("/s/kafka.log")));
    }
}
