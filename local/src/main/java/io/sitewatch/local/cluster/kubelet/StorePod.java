package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.process.Exit;
import io.sitewatch.local.cluster.process.ProcessListener;
import io.sitewatch.local.cluster.process.ProcessSpec;
import io.sitewatch.local.cluster.process.RestartPolicy;
import io.sitewatch.local.cluster.process.SupervisedProcess;
import io.sitewatch.local.cluster.process.Supervisor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A broker or a database that an operator's part runs: its process, always started again, and its pod. Whether it is ready the
 * part finds out by talking to it.
 */
public final class StorePod implements ProcessListener {
    private static final RestartPolicy ALWAYS = RestartPolicy.always(Duration.ofSeconds(1), Duration.ofSeconds(15));

    private final Supervisor supervisor;
    private final PodBoard board;
    private final Clock clock;
    private final Events.Source events;
    private final String what;
    private final Key pod;
    private final OwnerReference owner;
    private final Map<String, String> labels;
    private final PodSpec spec;
    private final String address;
    private final ProcessSpec command;
    private final Runnable changed;

    private SupervisedProcess process;
    private boolean ready;
    private long pid;
    private int restarts;
    private Instant startedAt;
    private PodReport.Reason waiting = new PodReport.Reason("ContainerCreating", "the process is being started");

    /**
     * New pod, not started yet.
     *
     * @param what it is, in a sentence: {@code broker}
     * @param owner the object that the pod goes with
     * @param changed called when the process comes or goes
     */
    public StorePod(
            Supervisor supervisor,
            PodBoard board,
            Clock clock,
            Events.Source events,
            String what,
            Key pod,
            HasMetadata owner,
            Map<String, String> labels,
            PodSpec spec,
            String address,
            ProcessSpec command,
            Runnable changed) {
        this.supervisor = supervisor;
        this.board = board;
        this.clock = clock;
        this.events = events;
        this.what = what;
        this.pod = pod;
        this.owner = Owned.reference(owner);
        this.labels = labels;
        this.spec = spec;
        this.address = address;
        this.command = command;
        this.changed = changed;
    }

    /** Starts the process. */
    public synchronized void start() {
        events.info("starting the " + what);
        process = supervisor.start(command, ALWAYS, this);
    }

    /** Whether the process runs now. */
    public synchronized boolean running() {
        return process != null && process.running();
    }

    /** How often the process was started again. */
    public synchronized int restarts() {
        return restarts;
    }

    /** Takes in whether it answers, and shows it in the pod; true when it does and did not before. */
    public boolean observed(boolean answers) {
        boolean became;
        PodReport report;
        synchronized (this) {
            became = answers && !ready;
            ready = answers;
            report = report();
        }
        board.publish(report, this::end, changed);
        return became;
    }

    private CompletableFuture<?> end(boolean atOnce) {
        SupervisedProcess running;
        synchronized (this) {
            running = process;
        }
        return atOnce ? running.kill() : running.restart();
    }

    /** Asks the process to end; true when it has, and its pod with it. */
    public boolean stop() {
        SupervisedProcess running;
        synchronized (this) {
            running = process;
        }
        if (running != null && !running.stop().isDone()) {
            return false;
        }
        board.remove(pod);
        return true;
    }

    @Override
    public void started(long newPid, int restartsSoFar) {
        synchronized (this) {
            pid = newPid;
            restarts = restartsSoFar;
            startedAt = clock.instant();
            waiting = null;
        }
        changed.run();
    }

    @Override
    public void ended(Exit exit, Optional<Duration> next) {
        synchronized (this) {
            pid = 0;
            ready = false;
            waiting = new PodReport.Reason("CrashLoopBackOff", "the process " + exit.describe());
        }
        if (!exit.requested()) {
            events.warn("the " + what + " " + exit.describe() + ", it is started again"
                    + (exit.lastLines().isEmpty() ? "" : ". Its last words: " + String.join(" | ", exit.lastLines())));
        }
        changed.run();
    }

    private PodReport report() {
        return new PodReport(
                pod,
                Optional.of(owner),
                labels,
                PodReport.whereabouts(pid, command.log()),
                spec,
                address,
                ready,
                restarts,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(waiting),
                Optional.empty());
    }
}
