package io.sitewatch.local.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cluster.control.Fields;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartConfigTest {
    @Test
    void withoutOneNothingIsRestarted() {
        assertThat(RestartConfig.of(Fields.of((Object) Map.of())).next(1, 0)).isEmpty();
    }

    @Test
    void onFailureRestartsFailuresUpToTheLimitAfterTheirBackoff() {
        RestartConfig config = RestartConfig.of(Fields.of((Object) Map.of(
                "restartPolicy", "OnFailure",
                "maxRestartAttempts", 2,
                "restartBackoffMillis", 9000,
                "restartBackoffMillisForFailure", 4000)));

        assertThat(config.next(0, 0)).isEmpty();
        assertThat(config.next(137, 1)).contains(Duration.ofSeconds(4));
        assertThat(config.next(137, 2)).isEmpty();
    }

    @Test
    void anAttemptThatRanLongEnoughStartsTheCountAnew() {
        RestartConfig config = RestartConfig.of(
                Fields.of((Object) Map.of("restartPolicy", "Always", "restartCounterResetMillis", 60_000)));

        assertThat(config.counted(3, Duration.ofSeconds(59))).isEqualTo(3);
        assertThat(config.counted(3, Duration.ofSeconds(61))).isZero();
    }
}
