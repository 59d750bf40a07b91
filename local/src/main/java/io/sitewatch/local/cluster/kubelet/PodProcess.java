package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.process.Exit;
import io.sitewatch.local.cluster.process.ProcessListener;
import io.sitewatch.local.cluster.process.ProcessSpec;
import io.sitewatch.local.cluster.process.RestartPolicy;
import io.sitewatch.local.cluster.process.SupervisedProcess;
import io.sitewatch.local.cluster.process.Supervisor;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One pod that runs: its process, its probes, and what its object should say. */
final class PodProcess implements ProcessListener {
    private final Key pod;
    private final OwnerReference owner;
    private final Map<String, String> labels;
    private final PodSpec spec;
    private final String address;
    private final String version;
    private final HttpClient client;
    private final Clock clock;
    private final Events.Source events;
    private final Runnable changed;
    private final SupervisedProcess process;

    private ProbeLoop probes;
    private boolean ready;
    private boolean everReady;
    private int restarts;
    private long pid;
    private Instant startedAt;
    private PodReport.Reason waiting = new PodReport.Reason("ContainerCreating", "the process is being started");
    private Integer terminated;

    /**
     * Starts the process.
     *
     * @param version of what it was started from; another one means that it has to be replaced
     * @param changed called when the report may differ
     */
    PodProcess(
            Key pod,
            OwnerReference owner,
            Map<String, String> labels,
            PodSpec spec,
            String address,
            String version,
            HttpClient client,
            Clock clock,
            Events.Source events,
            Runnable changed,
            Supervisor supervisor,
            ProcessSpec command,
            RestartPolicy policy) {
        this.pod = pod;
        this.owner = owner;
        this.labels = labels;
        this.spec = spec;
        this.address = address;
        this.version = version;
        this.client = client;
        this.clock = clock;
        this.events = events.log(command.log());
        this.changed = changed;
        this.process = supervisor.start(command, policy, this);
    }

    Key pod() {
        return pod;
    }

    String version() {
        return version;
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

    SupervisedProcess process() {
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
            probes = new ProbeLoop(address, container(), client, clock);
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
            process.restart();
        }
        changed.run();
    }

    synchronized PodReport report() {
        return new PodReport(
                pod,
                owner,
                labels,
                Map.of(
                        "local.sitewatch.io/pid", Long.toString(pid),
                        "local.sitewatch.io/log", process.spec().log().toString()),
                spec,
                address,
                ready,
                restarts,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(waiting),
                Optional.ofNullable(terminated));
    }

    private Container container() {
        return spec.getContainers().get(0);
    }
}
