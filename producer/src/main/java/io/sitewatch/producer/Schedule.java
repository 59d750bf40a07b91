package io.sitewatch.producer;

import java.time.Duration;

/**
 * When to poll again: at the interval while the source answers, sooner while it fails, and ever more rarely, up to the
 * back-off's longest wait, while it is down.
 */
record Schedule(Duration interval, Backoff backoff) {
    /** A source is not left alone for longer than this, whatever it asks for. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    /**
     * How long to wait after that poll.
     *
     * @param failures in a row, that poll included
     * @param taken by the poll and the delivery of what it brought
     */
    Duration next(Poll poll, int failures, Duration taken) {
        if (!poll.outcome().failed()) {
            return longer(interval.minus(taken), Duration.ZERO);
        }
        Duration asked = poll.retryAfter().orElse(Duration.ZERO);
        Duration bounded = asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
        return longer(backoff.afterFailures(failures), bounded);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
