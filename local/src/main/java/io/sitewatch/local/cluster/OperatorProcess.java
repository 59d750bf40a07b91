package io.sitewatch.local.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.kubelet.JvmCommand;
import io.sitewatch.local.cluster.kubelet.PodReport;
import io.sitewatch.local.cluster.kubelet.ProbeLoop;
import io.sitewatch.local.cluster.process.Exit;
import io.sitewatch.local.cluster.process.ProcessListener;
import io.sitewatch.local.cluster.process.ProcessSpec;
import io.sitewatch.local.cluster.process.RestartPolicy;
import io.sitewatch.local.cluster.process.SupervisedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real operator, as a process that has nothing but a kubeconfig. */
final class OperatorProcess implements ProcessListener, AutoCloseable {
    private static final Key SELF = new Key("", "operator");
    private static final int PORT = 8080;

    /** Where the chart puts it, and how it labels it. */
    private static final Key POD = new Key("sitewatch-system", "sitewatch-operator");

    private static final Map<String, String> LABELS = Map.of(
            "app.kubernetes.io/name", "sitewatch",
            "app.kubernetes.io/instance", "sitewatch",
            "app.kubernetes.io/component", "operator",
            "app.kubernetes.io/part-of", "sitewatch");

    private static final Container CONTAINER = new ContainerBuilder()
            .withName("operator")
            .withImage("laptop/operator")
            .withNewReadinessProbe()
            .withNewHttpGet()
            .withPath("/q/health/ready")
            .withPort(new IntOrString(PORT))
            .endHttpGet()
            .withTimeoutSeconds(2)
            .endReadinessProbe()
            .build();

    private static final Duration CHECK = Duration.ofMillis(500);
    private static final RestartPolicy ALWAYS = RestartPolicy.always(Duration.ofSeconds(1), Duration.ofSeconds(15));

    private final Parts parts;
    private final Events.Source events;
    private final Path log;
    private final Controller prober = new Controller("operator", 1, this::probe);

    private SupervisedProcess process;
    private ProbeLoop probes;
    private long pid;
    private int restarts;
    private Instant startedAt;
    private boolean announced;

    OperatorProcess(Parts parts) {
        this.parts = parts;
        this.log = parts.state().log("operator", "", "");
        this.events = parts.events().of("operator", "", "operator").log(log);
    }

    void start() {
        String address = address();
        Map<String, String> environment = new HashMap<>();
        environment.put("KUBECONFIG", parts.state().kubeconfig().toString());
        environment.put("QUARKUS_HTTP_HOST", address);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(PORT));
        environment.put("HOME", folder().toString());
        events.info("starting the operator");
        synchronized (this) {
            process = parts.supervisor()
                    .start(
                            new ProcessSpec(
                                    "operator",
                                    "",
                                    "operator",
                                    JvmCommand.service(
                                            parts.heaps().operator(),
                                            parts.state().hosts(),
                                            parts.artifacts().operator(),
                                            List.of()),
                                    environment,
                                    folder(),
                                    log,
                                    ProcessSpec.Stop.term(Duration.ofSeconds(5), ProcessSpec.Turn.WRITERS),
                                    ProcessSpec.Rights.OWN),
                            ALWAYS,
                            this);
        }
    }

    @Override
    public void started(long newPid, int restartsSoFar) {
        synchronized (this) {
            pid = newPid;
            restarts = restartsSoFar;
            startedAt = parts.clock().instant();
            probes = new ProbeLoop(address(), CONTAINER, parts.http(), parts.clock());
            announced = false;
        }
        prober.enqueue(SELF);
    }

    @Override
    public void ended(Exit exit, Optional<Duration> next) {
        synchronized (this) {
            probes = null;
            pid = 0;
            announced = false;
        }
        prober.enqueue(SELF);
        if (!exit.requested()) {
            events.error("the operator " + exit.describe() + ", it is started again"
                    + (exit.lastLines().isEmpty() ? "" : ". Its last words: " + String.join(" | ", exit.lastLines())));
        }
    }

    @Override
    public void close() {
        prober.close();
    }

    private Optional<Duration> probe(Key self) {
        ProbeLoop due;
        synchronized (this) {
            due = probes;
        }
        boolean ready = due != null && due.tick() == ProbeLoop.Verdict.READY;
        boolean became;
        synchronized (this) {
            became = ready && !announced && due == probes;
            announced |= became;
        }
        if (became) {
            events.info("the operator is ready");
        }
        publish();
        return ready || due == null ? Optional.empty() : Optional.of(CHECK);
    }

    private void publish() {
        parts.api()
                .client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(POD.namespace())
                        .endMetadata()
                        .build())
                .fieldManager("laptop")
                .serverSideApply();
        PodReport report;
        SupervisedProcess body;
        synchronized (this) {
            body = process;
            report = new PodReport(
                    POD,
                    Optional.empty(),
                    LABELS,
                    PodReport.whereabouts(pid, log),
                    new PodSpecBuilder().withContainers(CONTAINER).build(),
                    address(),
                    announced,
                    restarts,
                    Optional.ofNullable(startedAt),
                    pid == 0
                            ? Optional.of(new PodReport.Reason("CrashLoopBackOff", "the process is started again soon"))
                            : Optional.empty(),
                    Optional.empty());
        }
        parts.pods().publish(report, atOnce -> atOnce ? body.kill() : body.restart(), () -> prober.enqueue(SELF));
    }

    private String address() {
        return parts.addresses().own(SELF);
    }

    private Path folder() {
        return parts.state().pod("laptop", "operator");
    }
}
