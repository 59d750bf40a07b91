package io.sitewatch.stream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.runtime.BoxedUnit;

/** On SIGTERM the batch that is being written is written, and no other is begun. */
final class StopGate {
    private static final Logger LOG = LoggerFactory.getLogger(StopGate.class);
    /** Before Spark's own hook stops the context under the query. */
    private static final int BEFORE_SPARK = 100;
    /** Kubernetes grants thirty seconds from SIGTERM to SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration TO_COMMIT = Duration.ofSeconds(2);

    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile boolean isClosed;

    void onTermination(Supplier<StreamingQuery> query) {
        ShutdownHookManager.addShutdownHook(BEFORE_SPARK, () -> {
            stop(query.get());
            return BoxedUnit.UNIT;
        });
    }

    /** Before a batch is written. */
    void enter() throws InterruptedException {
        if (isClosed) {
            throw new InterruptedException("the stream is stopping");
        }
        writing.lockInterruptibly();
    }

    /** After it is. */
    void leave() {
        writing.unlock();
    }

    private void stop(StreamingQuery query) {
        isClosed = true;
        if (query == null || !query.isActive()) {
            return;
        }
        LOG.info("stopping: the batch that is being written is finished first");
        try {
            if (writing.tryLock(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                writing.unlock();
                awaitCommit(query);
            } else {
                LOG.warn("the batch did not end within {} s: it will be written again", GRACE.toSeconds());
            }
            query.stop();
            LOG.info("stopped");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException slow) {
            LOG.warn("the query did not stop in time: {}", slow.getMessage());
        }
    }

    /** What was written is noted in the checkpoint a moment later; without it, it would be found written. */
    private static void awaitCommit(StreamingQuery query) throws InterruptedException {
        long end = System.nanoTime() + TO_COMMIT.toNanos();
        while (query.isActive() && query.status().isTriggerActive() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
