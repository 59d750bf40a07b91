package io.sitewatch.local.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.local.cluster.control.Credentials;
import io.sitewatch.local.cluster.kubelet.Volumes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A laptop cluster without the operator, in a folder of its own. */
final class TestLaptop implements AutoCloseable {
    static final String NAMESPACE = "site-a";

    private final Path home;
    private final Path state;
    private final RecordedEvents events = new RecordedEvents();
    private LaptopCluster cluster;

    private TestLaptop(Path home, Path state) {
        this.home = home;
        this.state = state;
    }

    /** With what this build has made. */
    static TestLaptop start() throws IOException {
        return start(Path.of("").toAbsolutePath().getParent());
    }

    /** With the artifacts of that folder. */
    static TestLaptop start(Path home) throws IOException {
        TestLaptop laptop = new TestLaptop(home, Files.createTempDirectory("laptop"));
        try {
            laptop.up();
        } catch (LaptopException | io.fabric8.kubernetes.client.KubernetesClientException e) {
            Volumes.delete(laptop.state);
            throw e;
        }
        laptop.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        return laptop;
    }

    /** Starts it, for the first time or again. */
    void up() {
        cluster = LaptopCluster.start(LaptopConfig.of(home, state), events, false);
    }

    /** Stops it; its folder stays. */
    void down() {
        cluster.close();
    }

    LaptopCluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    RecordedEvents events() {
        return events;
    }

    StateDirectory state() {
        return new StateDirectory(state);
    }

    void apply(String yaml) {
        client().load(new java.io.ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(NAMESPACE)
                .forceConflicts()
                .serverSideApply();
    }

    String secret(String name, String key) {
        Secret secret = client().secrets().inNamespace(NAMESPACE).withName(name).get();
        return secret == null ? null : Credentials.valueOf(secret, key).orElse(null);
    }

    /** The address of a service. */
    String address(String service) {
        return client().services()
                .inNamespace(NAMESPACE)
                .withName(service)
                .get()
                .getSpec()
                .getClusterIP();
    }

    /** The one process of that component. */
    RunningProcess process(String component) {
        return cluster.processes().stream()
                .filter(process -> process.component().equals(component))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of " + component));
    }

    static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(250));
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        Volumes.delete(state);
    }
}
