package io.sitewatch.batchview.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SiteTimesTest {
    private final SiteTimes times = new SiteTimes(ZoneId.of("Europe/London"), Clock.systemUTC());

    @Test
    void aDateBeginsAtMidnightOfTheSite() {
        assertThat(times.parse("from", "2026-07-01")).isEqualTo(Instant.parse("2026-06-30T23:00:00Z"));
        assertThat(times.parse("from", "2026-01-01")).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void theDayThatSummerTimeBeginsHas23Hours() {
        assertThat(Duration.between(times.parse("from", "2026-03-29"), times.parse("to", "2026-03-30")))
                .isEqualTo(Duration.ofHours(23));
    }

    @Test
    void aTimeThatIsSkippedMovesOnAndOneThatComesTwiceIsTheFirst() {
        assertThat(times.parse("from", "2026-03-29T01:30")).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(times.parse("from", "2026-10-25T01:30")).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void anInstantIsAnInstant() {
        assertThat(times.parse("from", "2026-07-01T12:00:00+10:00")).isEqualTo(Instant.parse("2026-07-01T02:00:00Z"));
    }

    @Test
    void anythingElseIsRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> times.parse("from", "yesterday"))
                .withMessageContaining("from: \"yesterday\" is no time")
                .withMessageContaining("Europe/London");
    }
}
