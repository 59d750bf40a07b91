package io.sitewatch.operator.status;

import io.sitewatch.crds.v1alpha1.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides when the progress of a stream is worth a write: a stream ends a batch every few seconds, and a status that
 * followed each would cost the API server more than everything else together. So it is written when the stream is another
 * one, when its lag changes so much that somebody would act, and otherwise no more often than at an interval. Where nothing
 * moves, nothing is written.
 *
 * @param interval between two writes of counters that merely grew
 * @param notableLag a lag below is none that anybody acts on
 */
public record ProgressPolicy(Duration interval, long notableLag) {

    /** Fills in what the status should say: what was read, or what it said before. */
    void write(StreamStatus status, Optional<StreamStatus> before, Optional<StreamProgress> progress) {
        if (progress.isPresent()
                && before.map(old -> matters(old, progress.get())).orElse(true)) {
            StreamProgress read = progress.get();
            status.setQueryId(read.queryId());
            status.setBatchId(read.batchId());
            status.setLastBatchTime(read.lastBatchTime());
            status.setRowsPerSecond(read.rowsPerSecond());
            status.setLag(
                    read.lag() != null
                            ? read.lag()
                            : before.map(StreamStatus::getLag).orElse(null));
            status.setReceived(read.received());
            status.setAveraged(read.averaged());
            status.setDuplicate(read.duplicate());
            status.setRejected(read.rejected());
            return;
        }
        before.ifPresent(old -> {
            status.setQueryId(old.getQueryId());
            status.setBatchId(old.getBatchId());
            status.setLastBatchTime(old.getLastBatchTime());
            status.setRowsPerSecond(old.getRowsPerSecond());
            status.setLag(old.getLag());
            status.setReceived(old.getReceived());
            status.setAveraged(old.getAveraged());
            status.setDuplicate(old.getDuplicate());
            status.setRejected(old.getRejected());
        });
    }

    /** Whether what was read now is worth a write after what stands there. */
    public boolean matters(StreamStatus before, StreamProgress now) {
        if (!Objects.equals(before.getQueryId(), now.queryId()) || lagMoved(before.getLag(), now.lag())) {
            return true;
        }
        return !Objects.equals(before.getReceived(), now.received()) && due(before.getLastBatchTime(), now);
    }

    private boolean lagMoved(Long before, Long now) {
        if (now == null) {
            return false;
        }
        long old = before == null ? 0 : before;
        boolean notable = Math.max(old, now) >= notableLag;
        return notable && (now >= 2 * old || old >= 2 * now);
    }

    /** By the stream's own times, so that it holds across a restart of the operator. */
    private boolean due(String before, StreamProgress now) {
        if (before == null || now.lastBatchTime() == null) {
            return !Objects.equals(before, now.lastBatchTime());
        }
        try {
            return Duration.between(Instant.parse(before), Instant.parse(now.lastBatchTime()))
                            .compareTo(interval)
                    >= 0;
        } catch (DateTimeParseException notATime) {
            return true;
        }
    }
}
