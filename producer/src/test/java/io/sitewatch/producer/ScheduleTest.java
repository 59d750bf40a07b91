package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final Schedule SCHEDULE =
            new Schedule(Duration.ofSeconds(10), new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0.5));

    @ParameterizedTest
    @CsvSource({"PT0S, PT10S", "PT3S, PT7S", "PT10S, PT0S", "PT25S, PT0S"})
    void anAnswerIsFollowedByTheNextPollAnIntervalAfterItsStart(Duration taken, Duration wait) {
        Poll answered = Poll.answered("p", Reply.ok("{\"items\":[]}"), Instant.EPOCH);
        assertThat(SCHEDULE.next(answered, 0, taken)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"1, PT0.5S", "2, PT1S", "3, PT2S", "20, PT15S"})
    void aFailureIsFollowedByTheBackOff(int failures, Duration wait) {
        assertThat(SCHEDULE.next(failed(Optional.empty()), failures, Duration.ZERO))
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0.5S", "PT20S, PT20S", "PT24H, PT5M"})
    void aSourceIsLeftAloneAsLongAsItAsksForWithinReason(Duration asked, Duration wait) {
        assertThat(SCHEDULE.next(failed(Optional.of(asked)), 1, Duration.ZERO)).isEqualTo(wait);
    }

    @Test
    void anAnswerThatIsNotInTheWireFormatIsNotAskedForFaster() {
        Poll garbage = Poll.answered("p", Reply.ok("<html>"), Instant.EPOCH);
        assertThat(SCHEDULE.next(garbage, 0, Duration.ZERO)).isEqualTo(Duration.ofSeconds(10));
    }

    private static Poll failed(Optional<Duration> retryAfter) {
        return Poll.answered("p", new Reply(503, new byte[0], true, StandardCharsets.UTF_8, retryAfter), Instant.EPOCH);
    }
}
