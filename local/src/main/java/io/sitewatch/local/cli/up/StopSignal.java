package io.sitewatch.local.cli.up;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a request to stop, and keeps the JVM alive until the work in progress has ended in order.
 */
final class StopSignal implements AutoCloseable {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread worker;

    /**
     * Listens from now on, for the calling thread, which is interrupted when a signal comes.
     *
     * @param patience how long that thread may take to end
     */
    StopSignal(Duration patience) {
        this.worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> onShutdown(patience), "stop"));
    }

    private void onShutdown(Duration patience) {
        if (ended.getCount() == 0) {
            return;
        }
        requested.countDown();
        worker.interrupt();
        try {
            ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** The work has ended, and a shutdown need not wait any longer. */
    @Override
    public void close() {
        ended.countDown();
    }
}
