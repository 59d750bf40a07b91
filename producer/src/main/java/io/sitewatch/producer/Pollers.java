package io.sitewatch.producer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;

/** Runs each path on a schedule and a thread of its own, so that a slow one holds back no other. */
final class Pollers {
    private static final Logger LOG = Logger.getLogger(Pollers.class);
    /** The paths start spread over this, or over an interval if that is shorter. */
    private static final Duration LONGEST_PHASE = Duration.ofSeconds(5);
    /** Together under what a person waits for at the terminal, and well under the grace period of a pod. */
    private static final Duration TO_DELIVER = Duration.ofSeconds(6);

    private static final Duration TO_FLUSH = Duration.ofSeconds(3);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(10);

    private final List<Poller> pollers;
    private final Duration interval;
    private final InstrumentsClient client;
    private final MonitoringLog log;
    private final DoubleSupplier random;
    private final ScheduledThreadPoolExecutor threads;
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Future<?> connecting;

    private Pollers(
            List<Poller> pollers,
            Duration interval,
            InstrumentsClient client,
            MonitoringLog log,
            DoubleSupplier random) {
        this.pollers = List.copyOf(pollers);
        this.interval = interval;
        this.client = client;
        this.log = log;
        this.random = random;
        this.threads = new ScheduledThreadPoolExecutor(pollers.size(), task -> new Thread(task, "poller"));
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** One for each path of the source. */
    static Pollers of(SourceSettings source, MonitoringLog log, Backoff backoff, Metrics metrics, Clock clock) {
        InstrumentsClient client = new InstrumentsClient(source);
        Schedule schedule = new Schedule(source.interval(), backoff);
        List<Poller> pollers = source.paths().stream()
                .map(path -> new Poller(path, schedule, client, log, metrics, clock))
                .toList();
        return new Pollers(pollers, source.interval(), client, log, backoff.random());
    }

    /** Nothing is polled before there is a log to write it to. */
    void start() {
        connecting = threads.submit(() -> guarded(() -> {
            log.awaitTopic();
            long phase = Math.min(interval.toMillis(), LONGEST_PHASE.toMillis());
            pollers.forEach(poller -> schedule(poller, Duration.ofMillis((long) (random.getAsDouble() * phase))));
        }));
    }

    /** Hangs up on the source, lets what has come be written, and flushes. */
    void stop() {
        threads.shutdown();
        client.close();
        if (connecting != null) {
            connecting.cancel(true);
        }
        try {
            if (!threads.awaitTermination(TO_DELIVER.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        log.close(TO_FLUSH);
    }

    List<Poller> all() {
        return pollers;
    }

    /** Whether every path is still being polled; only an error of the JVM ends one. */
    boolean alive() {
        return lost.get() == 0;
    }

    private void schedule(Poller poller, Duration wait) {
        if (!threads.isShutdown()) {
            threads.schedule(() -> guarded(() -> run(poller)), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run(Poller poller) throws InterruptedException {
        Duration next;
        try {
            next = poller.poll();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: a poll went wrong in a way it should not", poller.path());
            next = AFTER_A_BUG;
        }
        schedule(poller, next);
    }

    private void guarded(Interruptible task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            lost.incrementAndGet();
            throw e;
        }
    }

    private interface Interruptible {
        void run() throws InterruptedException;
    }
}
