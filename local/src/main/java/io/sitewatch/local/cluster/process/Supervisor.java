package io.sitewatch.local.cluster.process;

import io.sitewatch.local.cluster.RunningProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts child processes, keeps them up as their policy says, and ends them all. */
public final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LOG_CHECK = Duration.ofSeconds(20);

    private final Privileges privileges;
    private final Ledger ledger;
    private final Set<SupervisedProcess> processes = ConcurrentHashMap.newKeySet();
    /**
     * The kernel's parent-death signal is sent when the <em>thread</em> that started the child ends, not its process:
     * so all children are started by one thread that lives as long as the launcher.
     */
    private final ExecutorService starter = Executors.newSingleThreadExecutor(named("process-starter"));

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(named("process-watch"));

    public Supervisor(Privileges privileges, Ledger ledger) {
        this.privileges = privileges;
        this.ledger = ledger;
        clock.scheduleWithFixedDelay(
                this::keepLogsSmall, LOG_CHECK.toSeconds(), LOG_CHECK.toSeconds(), TimeUnit.SECONDS);
    }

    /** Starts it; from now on the policy decides when it is started again. */
    public SupervisedProcess start(ProcessSpec spec, RestartPolicy policy, ProcessListener listener) {
        return start(spec, policy, listener, 0);
    }

    /** The same, for a process that takes the place of others: {@code before} of them count as its restarts. */
    public SupervisedProcess start(ProcessSpec spec, RestartPolicy policy, ProcessListener listener, int before) {
        SupervisedProcess process =
                new SupervisedProcess(spec, policy, listener, before, privileges, ledger, starter, clock);
        processes.add(process);
        process.whenGone(() -> processes.remove(process));
        process.start();
        return process;
    }

    /** What runs or waits for its restart. */
    public List<RunningProcess> processes() {
        return processes.stream().map(SupervisedProcess::describe).toList();
    }

    /** Ends everything: the writers, then the stores. */
    @Override
    public void close() {
        for (ProcessSpec.Turn turn : ProcessSpec.Turn.values()) {
            CompletableFuture<?>[] stops = processes.stream()
                    .filter(process -> process.spec().stop().turn() == turn)
                    .map(SupervisedProcess::stop)
                    .toArray(CompletableFuture<?>[]::new);
            await(CompletableFuture.allOf(stops));
        }
        clock.shutdownNow();
        starter.shutdown();
    }

    private static void await(CompletableFuture<?> stopped) {
        try {
            stopped.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            LOG.warn("not every process could be waited for", e);
        }
    }

    private void keepLogsSmall() {
        for (SupervisedProcess process : processes) {
            try {
                new LogFile(process.spec().log()).keepSmall();
            } catch (IOException e) {
                LOG.warn("cannot cut {}", process.spec().log(), e);
            }
        }
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
