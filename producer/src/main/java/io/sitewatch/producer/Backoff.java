package io.sitewatch.producer;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: exponential with full jitter, so that many who failed together do not come back
 * together.
 *
 * @param first the longest wait after one failure; it doubles with each further one
 * @param longest where it stops to double
 * @param random uniform in [0, 1)
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {
    private static final int MOST_DOUBLINGS = 30;

    /** @param failures in a row, at least one */
    Duration afterFailures(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        return Duration.ofMillis((long) (random.getAsDouble() * Math.min(doubled, longest.toMillis())));
    }
}
