package io.sitewatch.local.cluster.process;

import java.time.Duration;
import java.util.Optional;

/** Decides whether, and how long after its end, a process is started again. */
@FunctionalInterface
public interface RestartPolicy {

    /**
     * The wait before the next start, or nothing when it must not be started again.
     *
     * @param failures how often it has ended in a row without having stayed up
     */
    Optional<Duration> next(Exit exit, int failures);

    /** Never: whoever started it decides. */
    static RestartPolicy never() {
        return (exit, failures) -> Optional.empty();
    }

    /** Always, the wait doubling from {@code first} up to {@code most}. */
    static RestartPolicy always(Duration first, Duration most) {
        return (exit, failures) -> Optional.of(doubled(first, most, failures));
    }

    private static Duration doubled(Duration first, Duration most, int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 20);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(most) > 0 ? most : wait;
    }
}
