package io.sitewatch.batchview.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aWeekIsReadFromRecordsAYearFromHoursAndAGenerationFromDays() {
        assertThat(of(Duration.ofDays(7), 1000).grain()).isEqualTo("record");
        assertThat(of(Duration.ofDays(365), 1000).grain()).isEqualTo("hour");
        assertThat(of(Duration.ofDays(10_000), 1000).grain()).isEqualTo("day");
    }

    @Property(tries = 300)
    void thereAreNeverMorePointsThanPixelsAndNoSummaryIsCut(
            @ForAll @LongRange(min = 1, max = 40L * 365 * 86_400) long seconds,
            @ForAll @IntRange(min = 10, max = 4000) int pixels) {
        Resolution resolution = of(Duration.ofSeconds(seconds), pixels);

        assertThat(resolution.width().toMillis() * (double) pixels).isGreaterThanOrEqualTo(seconds * 1000.0);
        long unit =
                switch (resolution.grain()) {
                    case "hour" -> 3_600_000;
                    case "day" -> 86_400_000;
                    default -> 1;
                };
        assertThat(resolution.width().toMillis() % unit).isZero();
    }

    private static Resolution of(Duration length, int pixels) {
        return Resolution.of(FROM, FROM.plus(length), pixels);
    }
}
