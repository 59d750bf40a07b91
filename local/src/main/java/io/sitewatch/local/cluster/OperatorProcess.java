package io.sitewatch.local.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.kubelet.JvmCommand;
import io.sitewatch.local.cluster.kubelet.ProbeLoop;
import io.sitewatch.local.cluster.process.Exit;
import io.sitewatch.local.cluster.process.ProcessListener;
import io.sitewatch.local.cluster.process.ProcessSpec;
import io.sitewatch.local.cluster.process.RestartPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real operator, as a process that has nothing but a kubeconfig. */
final class OperatorProcess implements ProcessListener, AutoCloseable {
    private static final Key SELF = new Key("", "operator");
    private static final int PORT = 8080;
    private static final Duration CHECK = Duration.ofMillis(500);
    private static final RestartPolicy ALWAYS = RestartPolicy.always(Duration.ofSeconds(1), Duration.ofSeconds(15));

    private final Parts parts;
    private final Events.Source events;
    private final Path log;
    private final Controller prober = new Controller("operator", 1, this::probe);

    private ProbeLoop probes;
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
        parts.supervisor()
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

    @Override
    public void started(long pid, int restarts) {
        Container container = new ContainerBuilder()
                .withName("operator")
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/q/health/ready")
                .withPort(new IntOrString(PORT))
                .endHttpGet()
                .withTimeoutSeconds(2)
                .endReadinessProbe()
                .build();
        synchronized (this) {
            probes = new ProbeLoop(address(), container, parts.http(), parts.clock());
            announced = false;
        }
        prober.enqueue(SELF);
    }

    @Override
    public void ended(Exit exit, Optional<Duration> next) {
        synchronized (this) {
            probes = null;
        }
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
        if (due == null) {
            return Optional.empty();
        }
        boolean ready = due.tick() == ProbeLoop.Verdict.READY;
        synchronized (this) {
            if (!ready || announced) {
                return announced ? Optional.empty() : Optional.of(CHECK);
            }
            announced = true;
        }
        events.info("the operator is ready");
        return Optional.empty();
    }

    private String address() {
        return parts.addresses().own(SELF);
    }

    private Path folder() {
        return parts.state().pod("laptop", "operator");
    }
}
