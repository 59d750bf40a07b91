package io.sitewatch.local.cluster.spark;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.kubelet.PodReport;
import io.sitewatch.local.cluster.kubelet.ProbeLoop;
import io.sitewatch.local.cluster.kubelet.Sandbox;
import io.sitewatch.local.cluster.process.Exit;
import io.sitewatch.local.cluster.process.ProcessListener;
import io.sitewatch.local.cluster.process.ProcessSpec;
import io.sitewatch.local.cluster.process.RestartPolicy;
import io.sitewatch.local.cluster.process.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The driver process of one attempt, and its pod. */
final class Driver implements ProcessListener {
    private final Parts parts;
    private final GenericKubernetesResource application;
    private final DriverSpec spec;
    private final Sandbox sandbox;
    private final Key pod;
    private final String address;
    private final ProcessSpec command;
    private final int attempt;
    private final Events.Source events;
    private final Runnable changed;

    private SupervisedProcess process;
    private ProbeLoop probes;
    private Instant startedAt;
    private long pid;
    private boolean ready;
    private Exit exit;

    Driver(
            Parts parts,
            GenericKubernetesResource application,
            DriverSpec spec,
            Sandbox sandbox,
            Key pod,
            String address,
            ProcessSpec command,
            int attempt,
            Events.Source events,
            Runnable changed) {
        this.parts = parts;
        this.application = application;
        this.spec = spec;
        this.sandbox = sandbox;
        this.pod = pod;
        this.address = address;
        this.command = command;
        this.attempt = attempt;
        this.events = events;
        this.changed = changed;
    }

    DriverSpec spec() {
        return spec;
    }

    String address() {
        return address;
    }

    synchronized void start() {
        events.info(attempt == 0 ? "starting the driver" : "starting the driver, attempt " + (attempt + 1));
        process = parts.supervisor().start(command, RestartPolicy.never(), this, attempt);
    }

    synchronized boolean running() {
        return process != null && process.running();
    }

    synchronized Optional<Exit> exit() {
        return Optional.ofNullable(exit);
    }

    /** Asks the probes that are due; whether the driver is ready. A failed liveness probe ends it, as an exit of its own would. */
    boolean ready() {
        ProbeLoop due;
        synchronized (this) {
            due = probes;
        }
        if (due == null) {
            return false;
        }
        ProbeLoop.Verdict verdict = due.tick();
        synchronized (this) {
            ready = verdict == ProbeLoop.Verdict.READY;
            if (verdict == ProbeLoop.Verdict.RESTART) {
                events.warn("the driver's liveness probe failed: it is ended");
                probes = null;
                process.restart();
            }
            return ready;
        }
    }

    void publish() {
        if (running()) {
            ready();
        }
        PodReport report;
        synchronized (this) {
            report = new PodReport(
                    pod,
                    Optional.of(Owned.reference(application)),
                    spec.labels(),
                    PodReport.whereabouts(pid, command.log()),
                    spec.pod(),
                    address,
                    ready && exit == null,
                    0,
                    Optional.ofNullable(startedAt),
                    startedAt == null
                            ? Optional.of(new PodReport.Reason("ContainerCreating", "the process is being started"))
                            : Optional.empty(),
                    Optional.ofNullable(exit).map(Exit::code));
        }
        parts.pods().publish(report, this::end, changed);
    }

    private CompletableFuture<?> end(boolean atOnce) {
        SupervisedProcess running;
        synchronized (this) {
            running = process;
        }
        return atOnce ? running.kill() : running.restart();
    }

    void refresh() {
        try {
            sandbox.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the volumes of " + pod, e);
        }
    }

    /** Asks it to end; true when it has, and its pod with it. */
    boolean stop() {
        SupervisedProcess running;
        synchronized (this) {
            running = process;
        }
        if (running != null && !running.stop().isDone()) {
            return false;
        }
        forget();
        return true;
    }

    /** Takes its pod away. */
    void forget() {
        parts.pods().remove(pod);
    }

    @Override
    public void started(long newPid, int restarts) {
        synchronized (this) {
            pid = newPid;
            startedAt = parts.clock().instant();
            probes = new ProbeLoop(address, spec.container(), parts.http(), parts.clock());
        }
        changed.run();
    }

    @Override
    public void ended(Exit how, Optional<Duration> next) {
        synchronized (this) {
            exit = how;
            pid = 0;
            probes = null;
        }
        changed.run();
    }
}
