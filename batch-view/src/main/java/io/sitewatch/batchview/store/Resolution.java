package io.sitewatch.batchview.store;

import java.time.Duration;
import java.time.Instant;

/**
 * How finely a history is read. A pixel that covers an hour or more is read from the hours that the database keeps, one
 * that covers a day or more from its days; below that, from the records themselves. Every source keeps the least and the
 * greatest reading, so no extreme is lost at any zoom.
 *
 * @param grain {@code record}, {@code hour} or {@code day}
 * @param width of one point; whole hours or days for the summaries, so that no summary is cut in two
 */
public record Resolution(String grain, Duration width) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** For a chart of that many pixels. */
    public static Resolution of(Instant from, Instant to, int pixels) {
        long millis = Math.max(1, ceilDiv(Duration.between(from, to).toMillis(), pixels));
        Duration pixel = Duration.ofMillis(millis);
        if (pixel.compareTo(DAY) >= 0) {
            return new Resolution("day", roundUp(pixel, DAY));
        }
        if (pixel.compareTo(HOUR) >= 0) {
            return new Resolution("hour", roundUp(pixel, HOUR));
        }
        return new Resolution("record", pixel);
    }

    private static Duration roundUp(Duration width, Duration unit) {
        return unit.multipliedBy(ceilDiv(width.toMillis(), unit.toMillis()));
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
