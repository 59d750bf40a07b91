package io.sitewatch.local.cluster.kubelet;

import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.process.Exit;
import io.sitewatch.local.cluster.process.ProcessListener;
import io.sitewatch.local.cluster.process.RestartPolicy;
import io.sitewatch.local.cluster.process.SupervisedProcess;
import io.sitewatch.local.cluster.process.Supervisor;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One pod that runs: its process, its probes, and what its object should say. */
final class PodProcess implements ProcessListener {
    private final PodPlan plan;
    private final HttpClient client;
    private final Clock clock;
    private final Events.Source events;
    private final Runnable changed;

    private SupervisedProcess process;
    private ProbeLoop probes;
    private boolean ready;
    private boolean everReady;
    private int restarts;
    private long pid;
    private Instant startedAt;
    private PodReport.Reason waiting = new PodReport.Reason("ContainerCreating", "the process is being started");
    private Integer terminated;

    /**
     * New pod process, not started yet.
     *
     * @param changed called when the report may differ
     */
    PodProcess(PodPlan plan, HttpClient client, Clock clock, Events.Source events, Runnable changed) {
        this.plan = plan;
        this.client = client;
        this.clock = clock;
        this.events = events.log(plan.command().log());
        this.changed = changed;
    }

    synchronized void start(Supervisor supervisor, RestartPolicy policy) {
        process = supervisor.start(plan.command(), policy, this);
    }

    PodPlan plan() {
        return plan;
    }

    synchronized boolean ready() {
        return ready;
    }

    /** Exit code, once it has ended for good. */
    synchronized Optional<Integer> terminated() {
        return Optional.ofNullable(terminated);
    }

    synchronized int restarts() {
        return restarts;
    }

    synchronized SupervisedProcess process() {
        return process;
    }

    @Override
    public void started(long newPid, int restartsSoFar) {
        synchronized (this) {
            pid = newPid;
            restarts = restartsSoFar;
            startedAt = clock.instant();
            waiting = null;
            ready = false;
            probes = new ProbeLoop(plan.address(), plan.container(), client, clock);
        }
        changed.run();
    }

    @Override
    public void ended(Exit exit, Optional<Duration> next) {
        synchronized (this) {
            probes = null;
            ready = false;
            pid = 0;
            if (next.isPresent()) {
                waiting = new PodReport.Reason("CrashLoopBackOff", "the process " + exit.describe());
            } else {
                terminated = exit.code();
            }
        }
        if (!exit.requested() && (next.isPresent() || exit.code() != 0)) {
            events.warn("the process " + exit.describe()
                    + next.map(wait -> ", it is started again in " + wait.toMillis() / 1000.0 + " s")
                            .orElse("")
                    + (exit.lastLines().isEmpty() ? "" : ". Its last words: " + String.join(" | ", exit.lastLines())));
        }
        changed.run();
    }

    /** Asks the probes that are due. */
    void probe() {
        ProbeLoop due;
        synchronized (this) {
            due = probes;
        }
        if (due == null) {
            return;
        }
        ProbeLoop.Verdict verdict = due.tick();
        boolean firstReady = false;
        synchronized (this) {
            if (due != probes) {
                return;
            }
            boolean before = ready;
            ready = verdict == ProbeLoop.Verdict.READY;
            firstReady = ready && !everReady;
            everReady |= ready;
            if (verdict == ProbeLoop.Verdict.RESTART) {
                probes = null;
            } else if (before == ready) {
                return;
            }
        }
        if (firstReady) {
            events.info("ready");
        }
        if (verdict == ProbeLoop.Verdict.RESTART) {
            events.warn("the liveness probe failed: the process is restarted");
            process().restart();
        }
        changed.run();
    }

    /** Shows itself on the board, and ends when somebody deletes its pod. */
    void publish(PodBoard board) {
        board.publish(report(), atOnce -> atOnce ? process().kill() : process().restart(), changed);
    }

    private synchronized PodReport report() {
        return new PodReport(
                plan.pod(),
                Optional.of(plan.owner()),
                plan.labels(),
                PodReport.whereabouts(pid, plan.command().log()),
                plan.spec(),
                plan.address(),
                ready,
                restarts,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(waiting),
                Optional.ofNullable(terminated));
    }
}
