package io.sitewatch.bench.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * How long it took, in milliseconds, by the nearest rank.
 *
 * @param samples that it is told from
 */
public record Percentiles(int samples, long p50, long p95, long p99, long max) {

    /** @throws IllegalArgumentException when there is nothing to tell it from */
    public static Percentiles of(Collection<Long> millis) {
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("there are no samples");
        }
        long[] sorted = millis.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Percentiles(
                sorted.length, rank(sorted, 50), rank(sorted, 95), rank(sorted, 99), sorted[sorted.length - 1]);
    }

    private static long rank(long[] sorted, int percent) {
        return sorted[(sorted.length * percent + 99) / 100 - 1];
    }
}
