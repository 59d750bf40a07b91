package io.sitewatch.local.cluster.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of keys in front of a {@link Reconciler}: a key that is asked for many times is worked on once, never twice at
 * the same time, and after an error again, with the wait doubling from half a second to fifteen.
 */
public final class Controller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(15);

    private final String name;
    private final Reconciler reconciler;
    private final ExecutorService workers;
    private final ScheduledExecutorService clock;

    private final Set<Key> waiting = new HashSet<>();
    private final Set<Key> running = new HashSet<>();
    private final Set<Key> again = new HashSet<>();
    private final Map<Key, Integer> failures = new HashMap<>();
    private final Map<Key, Future<?>> later = new HashMap<>();

    public Controller(String name, int workers, Reconciler reconciler) {
        this.name = name;
        this.reconciler = reconciler;
        this.workers = Executors.newFixedThreadPool(workers, task -> daemon(task, name));
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name + "-clock"));
    }

    /** Look at that object soon. */
    public synchronized void enqueue(Key key) {
        if (running.contains(key)) {
            again.add(key);
        } else if (waiting.add(key)) {
            submit(key);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("{} is still busy", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(Key key) {
        try {
            workers.execute(() -> work(key));
        } catch (RejectedExecutionException e) {
            waiting.remove(key);
        }
    }

    private void work(Key key) {
        synchronized (this) {
            waiting.remove(key);
            running.add(key);
            Future<?> planned = later.remove(key);
            if (planned != null) {
                planned.cancel(false);
            }
        }
        Optional<Duration> next = attempt(key);
        synchronized (this) {
            running.remove(key);
            if (again.remove(key)) {
                waiting.add(key);
                submit(key);
            } else {
                next.ifPresent(wait -> enqueueAfter(key, wait));
            }
        }
    }

    private Optional<Duration> attempt(Key key) {
        try {
            Optional<Duration> next = reconciler.reconcile(key);
            synchronized (this) {
                failures.remove(key);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            int failed;
            synchronized (this) {
                failed = failures.merge(key, 1, Integer::sum);
            }
            Duration wait = retryAfter(failed);
            LOG.warn("{} {}: again in {}", name, key, wait, e);
            return Optional.of(wait);
        }
    }

    private void enqueueAfter(Key key, Duration wait) {
        try {
            later.put(key, clock.schedule(() -> enqueue(key), wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is closed", name);
        }
    }

    static Duration retryAfter(int failures) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
