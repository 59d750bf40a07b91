package io.sitewatch.operator.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * What the driver of the stream answers at {@code /progress}.
 *
 * @param lag null while a driver that has just started has not measured it
 * @param readAt when it was read
 * @param stalledSince since when no batch has ended while more and more readings wait; absent: it moves
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StreamProgress(
        String queryId,
        Long batchId,
        String lastBatchTime,
        Double rowsPerSecond,
        Long lag,
        Long received,
        Long averaged,
        Long duplicate,
        Long rejected,
        Instant readAt,
        Instant stalledSince) {

    public StreamProgress readAt(Instant instant) {
        return seen(instant, null);
    }

    /** The same, of a stream that has stalled. */
    public StreamProgress stalledSince(Instant instant) {
        return seen(readAt, instant);
    }

    private StreamProgress seen(Instant at, Instant stalled) {
        return new StreamProgress(
                queryId,
                batchId,
                lastBatchTime,
                rowsPerSecond,
                lag,
                received,
                averaged,
                duplicate,
                rejected,
                at,
                stalled);
    }
}
