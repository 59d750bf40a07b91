package io.sitewatch.stream;

import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.Counts;
import io.sitewatch.stream.sink.PostgresView;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** How the stream is doing, for whoever asks over HTTP. */
public final class Progress {
    private String queryId;
    private long batchId = -1;
    private Counts counts = Counts.NONE;
    private Instant lastBatch;
    private OptionalLong lag = OptionalLong.empty();
    private double rowsPerSecond;
    private long records;
    private long alerts;
    private Map<String, Long> phases = Map.of();
    private long stateBytes;

    /**
     * What was so at one moment.
     *
     * @param lastBatch when the last batch ended; null before the first
     * @param lag messages in the log that are not read yet; empty until that was asked for the first time
     * @param records that were new or corrected since the start of the program
     * @param phases milliseconds that the last batch spent in each of Spark's phases, as Spark names them
     * @param stateBytes memory that the state store says it uses
     */
    public record Snapshot(
            String queryId,
            long batchId,
            Counts counts,
            Instant lastBatch,
            OptionalLong lag,
            double rowsPerSecond,
            long records,
            long alerts,
            Map<String, Long> phases,
            long stateBytes) {}

    public synchronized void begin(String query) {
        queryId = query;
    }

    public synchronized void stored(PostgresView.Progress progress) {
        batchId = progress.batchId();
        counts = progress.counts();
    }

    public synchronized void ended(Batch batch, Instant at) {
        lastBatch = at;
        rowsPerSecond = batch.received()
                * 1000.0
                / Math.max(1, at.toEpochMilli() - batch.plan().now());
        records += batch.records().size();
        alerts += batch.alerts().size();
    }

    public synchronized void lag(long messages) {
        lag = OptionalLong.of(messages);
    }

    public synchronized void engine(Map<String, Long> millisByPhase, long memoryOfState) {
        phases = Map.copyOf(millisByPhase);
        stateBytes = memoryOfState;
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                queryId, batchId, counts, lastBatch, lag, rowsPerSecond, records, alerts, phases, stateBytes);
    }
}
