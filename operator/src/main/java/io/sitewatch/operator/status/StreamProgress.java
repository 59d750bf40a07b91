package io.sitewatch.operator.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * What the driver of the stream answers at {@code /progress}.
 *
 * @param readAt when it was read
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
        Instant readAt) {

    public StreamProgress readAt(Instant instant) {
        return new StreamProgress(
                queryId, batchId, lastBatchTime, rowsPerSecond, lag, received, averaged, duplicate, rejected, instant);
    }
}
