package io.sitewatch.bench.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** The readings of one instrument within one window. Sums are exact decimals, so their order cannot show. */
final class Window {
    private long[] times = new long[2];
    private int samples;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal min;
    private BigDecimal max;
    private Reading last;
    private long updatedAt;

    /** Whether the reading counts; if not, one of that time is here already. */
    boolean add(Reading reading, long arrival) {
        for (int i = 0; i < samples; i++) {
            if (times[i] == reading.observed()) {
                return false;
            }
        }
        if (samples == times.length) {
            times = Arrays.copyOf(times, 2 * samples);
        }
        times[samples++] = reading.observed();
        sum = sum.add(reading.value());
        min = min == null ? reading.value() : min.min(reading.value());
        max = max == null ? reading.value() : max.max(reading.value());
        if (last == null || reading.observed() > last.observed()) {
            last = reading;
        }
        updatedAt = Math.max(updatedAt, arrival);
        return true;
    }

    ExpectedRecord record() {
        return new ExpectedRecord(
                last.surfaceLevel(),
                last.northing(),
                last.easting(),
                sum.divide(BigDecimal.valueOf(samples), MathContext.DECIMAL128).doubleValue(),
                last.observed(),
                last.units(),
                samples,
                min.doubleValue(),
                max.doubleValue(),
                updatedAt);
    }
}
