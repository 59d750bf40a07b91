package io.sitewatch.local.cluster.process;

import io.sitewatch.local.cluster.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child process through all its restarts. */
public final class SupervisedProcess {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
    /** Up for so long, its failures before are forgotten. */
    private static final Duration STAYED_UP = Duration.ofMinutes(2);

    private static final int LAST_LINES = 5;

    private final ProcessSpec spec;
    private final RestartPolicy policy;
    private final ProcessListener listener;
    private final Privileges privileges;
    private final Ledger ledger;
    private final LogFile log;
    private final int restartsBefore;
    private final ExecutorService starter;
    private final ScheduledExecutorService clock;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private Process process;
    private Instant startedAt;
    private Future<?> nextStart;
    private int starts;
    private int failures;
    private boolean stopping;

    SupervisedProcess(
            ProcessSpec spec,
            RestartPolicy policy,
            ProcessListener listener,
            int restartsBefore,
            Privileges privileges,
            Ledger ledger,
            ExecutorService starter,
            ScheduledExecutorService clock) {
        this.spec = spec;
        this.policy = policy;
        this.listener = listener;
        this.privileges = privileges;
        this.ledger = ledger;
        this.log = new LogFile(spec.log());
        this.restartsBefore = restartsBefore;
        this.starter = starter;
        this.clock = clock;
    }

    public ProcessSpec spec() {
        return spec;
    }

    /** Whether it runs now. */
    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /** Whether it has ended for good. */
    public boolean ended() {
        return gone.isDone();
    }

    /** The last lines of its log, oldest first. */
    public List<String> lastLines() {
        return log.lastLines(LAST_LINES);
    }

    /** How often it was started again. */
    public synchronized int restarts() {
        return restartsBefore + Math.max(0, starts - 1);
    }

    /** As the command shows it. */
    public synchronized RunningProcess describe() {
        long pid = running() ? process.pid() : 0;
        return new RunningProcess(
                spec.component(), spec.namespace(), spec.name(), pid, spec.log(), restarts(), resident());
    }

    /** Asks it to end, kills it when its grace is over, and never starts it again. Done when it is gone. */
    public CompletableFuture<Void> stop() {
        Process running;
        synchronized (this) {
            stopping = true;
            if (nextStart != null) {
                nextStart.cancel(false);
            }
            if (process == null || !process.isAlive()) {
                gone.complete(null);
                return gone;
            }
            running = process;
        }
        List<ProcessHandle> family = running.descendants().toList();
        signal(running, spec.stop().signal());
        return running.onExit()
                .orTimeout(spec.stop().grace().toMillis(), TimeUnit.MILLISECONDS)
                .handle((ended, late) -> {
                    if (late != null) {
                        LOG.warn(
                                "{} did not end within {}: killed",
                                spec.name(),
                                spec.stop().grace());
                        running.destroyForcibly();
                    }
                    family.forEach(ProcessHandle::destroyForcibly);
                    return running.onExit();
                })
                .thenCompose(exit -> exit)
                .thenCompose(exit -> gone);
    }

    /** Ends it as a failed liveness probe does: asked, then killed; its policy starts it again. */
    public CompletableFuture<?> restart() {
        Process running;
        synchronized (this) {
            if (!running()) {
                return CompletableFuture.completedFuture(null);
            }
            running = process;
        }
        signal(running, spec.stop().signal());
        return running.onExit()
                .orTimeout(spec.stop().grace().toMillis(), TimeUnit.MILLISECONDS)
                .handle((ended, late) -> late == null ? running : running.destroyForcibly())
                .thenCompose(Process::onExit);
    }

    /** Ends it as a crash does, without time for last words; its policy starts it again. */
    public synchronized CompletableFuture<?> kill() {
        return running() ? process.destroyForcibly().onExit() : CompletableFuture.completedFuture(null);
    }

    void whenGone(Runnable action) {
        gone.thenRun(action);
    }

    void start() {
        starter.execute(this::startNow);
    }

    private void startNow() {
        long pid;
        int restarts;
        synchronized (this) {
            if (stopping) {
                return;
            }
            startedAt = Instant.now();
            starts++;
            restarts = restarts();
            try {
                log.prepare();
                Files.createDirectories(spec.directory());
                ProcessBuilder builder = new ProcessBuilder(privileges.wrap(
                        spec.command(), spec.rights(), spec.stop().signal()));
                builder.environment().clear();
                builder.environment().putAll(BaseEnvironment.of(System.getenv()));
                builder.environment().putAll(spec.environment());
                builder.directory(spec.directory().toFile());
                builder.redirectErrorStream(true);
                builder.redirectOutput(
                        ProcessBuilder.Redirect.appendTo(log.path().toFile()));
                process = builder.start();
                process.getOutputStream().close();
            } catch (IOException | RuntimeException e) {
                process = null;
                Exit exit = new Exit(127, Duration.ZERO, false, List.of(String.valueOf(e.getMessage())));
                clock.execute(() -> ended(exit));
                return;
            }
            pid = process.pid();
            ledger.record(process.toHandle(), spec.component() + " " + spec.name());
            Process started = process;
            started.onExit().thenAcceptAsync(this::exited, clock);
        }
        listener.started(pid, restarts);
    }

    private void exited(Process ended) {
        ledger.forget(ended.pid());
        Exit exit;
        synchronized (this) {
            exit = new Exit(
                    ended.exitValue(), Duration.between(startedAt, Instant.now()), stopping, log.lastLines(LAST_LINES));
        }
        ended(exit);
    }

    private void ended(Exit exit) {
        Optional<Duration> next;
        synchronized (this) {
            failures = exit.uptime().compareTo(STAYED_UP) > 0 ? 1 : failures + 1;
            next = stopping ? Optional.empty() : policy.next(exit, failures);
        }
        listener.ended(exit, next);
        synchronized (this) {
            if (next.isEmpty() || stopping) {
                gone.complete(null);
            } else {
                nextStart = clock.schedule(this::start, next.get().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void signal(Process process, String signal) {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.warn("cannot send SIG{} to process {}: SIGTERM instead", signal, process.pid(), e);
            process.destroy();
        }
    }

    private long resident() {
        if (!running()) {
            return 0;
        }
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(ResidentMemory::of)
                .sum();
    }
}
