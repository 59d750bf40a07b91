package io.sitewatch.stream;

import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.checkpoint.BatchLog;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the engine's batches to the views, one after the other.
 *
 * <p>A batch that has read the log to its end is in all views before the engine goes on. While there is more to read, the
 * views take one batch as the engine computes the next, and it counts as done what they may not have: such a batch is kept
 * beside the checkpoint first, and handed over again at the next start.
 */
final class BatchHandover implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchHandover.class);

    private final BatchLog kept;
    private final StopGate gate;
    private final Destination views;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread handing = new Thread(task, "handover");
        handing.setDaemon(true);
        return handing;
    });
    private Future<?> handing = CompletableFuture.completedFuture(null);
    private OptionalLong ahead = OptionalLong.empty();

    BatchHandover(BatchLog kept, StopGate gate, Destination views) {
        this.kept = kept;
        this.gate = gate;
        this.views = views;
    }

    /** All the views together. */
    interface Destination {
        /** Returns when every view has the batch. */
        void write(Batch batch) throws InterruptedException;
    }

    /** Hands over what was kept before the program ended; to be called before the first batch. */
    void resume() throws InterruptedException {
        OptionalLong newest = kept.newest();
        if (newest.isPresent()) {
            LOG.info(
                    "batch {} was computed before the stop, and may not be in all views: it is written",
                    newest.getAsLong());
            begin(Batch.of(newest.getAsLong(), kept.rows(newest.getAsLong())));
            await();
        }
        kept.clear();
    }

    /** Returns when the engine may count the batch of these rows as done. */
    void take(long id, List<byte[]> rows) throws InterruptedException {
        Batch batch = Batch.of(id, rows);
        if (!batch.counts().addUp()) {
            throw new IllegalStateException("batch " + id + " does not add up: " + batch.counts());
        }
        await();
        begin(batch);
        if (batch.plan().hasCaughtUp()) {
            await();
        } else {
            kept.keep(id, rows);
        }
        ahead.ifPresent(kept::forget);
        ahead = batch.plan().hasCaughtUp() ? OptionalLong.empty() : OptionalLong.of(id);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void begin(Batch batch) {
        handing = thread.submit(() -> {
            gate.enter();
            try {
                views.write(batch);
            } finally {
                gate.leave();
            }
            return null;
        });
    }

    /** Until the views have what they were handed; what went wrong with it comes out here. */
    private void await() throws InterruptedException {
        try {
            handing.get();
        } catch (InterruptedException interrupted) {
            handing.cancel(true);
            throw interrupted;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
    }
}
