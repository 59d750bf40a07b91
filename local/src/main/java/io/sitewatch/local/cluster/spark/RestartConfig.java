package io.sitewatch.local.cluster.spark;

import io.sitewatch.local.cluster.control.Fields;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code spec.applicationTolerations.restartConfig}.
 *
 * @param most restarts in a row
 * @param resetAfter an attempt that ran for longer starts the count anew; empty: never
 */
record RestartConfig(Policy policy, long most, Duration backoff, Optional<Duration> resetAfter) {

    enum Policy {
        ALWAYS,
        ON_FAILURE,
        NEVER
    }

    private static final long DEFAULT_MOST = 3;
    private static final long DEFAULT_BACKOFF = 30_000;

    static RestartConfig of(Fields config) {
        Policy policy =
                switch (config.at("restartPolicy").text("Never")) {
                    case "Always" -> Policy.ALWAYS;
                    case "OnFailure" -> Policy.ON_FAILURE;
                    // Infrastructure failures are those of nodes and pods, which a laptop does not have.
                    default -> Policy.NEVER;
                };
        long reset = config.at("restartCounterResetMillis").number(-1);
        long backoff = config.at("restartBackoffMillis").number(DEFAULT_BACKOFF);
        return new RestartConfig(
                policy,
                config.at("maxRestartAttempts").number(DEFAULT_MOST),
                Duration.ofMillis(config.at("restartBackoffMillisForFailure").number(backoff)),
                reset < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(reset)));
    }

    /**
     * The wait before the next attempt; nothing when there is none.
     *
     * @param restarts so far, in a row
     */
    Optional<Duration> next(int exitCode, long restarts) {
        boolean wanted = policy == Policy.ALWAYS || policy == Policy.ON_FAILURE && exitCode != 0;
        return wanted && restarts < most ? Optional.of(backoff) : Optional.empty();
    }

    /** How many restarts in a row it was, once an attempt of that length has ended. */
    long counted(long restarts, Duration uptime) {
        return resetAfter.filter(limit -> uptime.compareTo(limit) > 0).isPresent() ? 0 : restarts;
    }
}
