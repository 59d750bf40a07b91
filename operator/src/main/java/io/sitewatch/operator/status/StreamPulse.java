package io.sitewatch.operator.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The batch that a stream ended last, and what waited for it then. A stream that has nothing to do ends no batches and is
 * well; one that ends none while more and more readings wait has stalled.
 *
 * @param since when that batch was first seen
 * @param lag readings that waited then
 */
public record StreamPulse(String queryId, Long batchId, Instant since, long lag) {
    /** A batch may take many triggers, as when a log is read anew. */
    private static final int TRIGGERS = 30;

    private static final Duration SHORTEST = Duration.ofMinutes(2);

    /** How long a stream with that trigger may take for a batch before it counts as stalled. */
    public static Duration patience(Duration trigger) {
        Duration patience = trigger.multipliedBy(TRIGGERS);
        return patience.compareTo(SHORTEST) < 0 ? SHORTEST : patience;
    }

    public static StreamPulse of(StreamProgress progress) {
        return new StreamPulse(progress.queryId(), progress.batchId(), progress.readAt(), lag(progress));
    }

    /** The pulse after one more look. */
    public StreamPulse next(StreamProgress now) {
        boolean sameBatch = Objects.equals(queryId, now.queryId()) && Objects.equals(batchId, now.batchId());
        // What waits may have become less, for example by the log's own retention: growth counts from there.
        return sameBatch && lag(now) >= lag ? this : of(now);
    }

    /** Whether the stream has stalled, by that look. */
    public boolean stalled(StreamProgress now, Duration patience) {
        return lag(now) > lag && Duration.between(since, now.readAt()).compareTo(patience) >= 0;
    }

    private static long lag(StreamProgress progress) {
        return progress.lag() == null ? 0 : progress.lag();
    }
}
