package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that {@code KUBECONFIG} names, with the chart and its prerequisites in it: see {@code e2e/run}. */
final class KubeDriver implements ClusterDriver {
    private final KubernetesClient client;

    KubeDriver(Path kubeconfig) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Way reach(String namespace, String service, int port) {
        LocalPortForward forward =
                client.services().inNamespace(namespace).withName(service).portForward(port);
        return new Way() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return forward.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    forward.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public void kill(Victim victim, String namespace, String site) {
        List<Pod> pods =
                switch (victim) {
                    case BROKER -> pods(namespace, Map.of("strimzi.io/pool-name", site + "-brokers"));
                    case STREAM_DRIVER -> pods(namespace, Map.of("sitewatch.io/site", site, "spark-role", "driver"));
                    case OPERATOR ->
                        client.pods()
                                .inAnyNamespace()
                                .withLabels(Map.of(
                                        "app.kubernetes.io/part-of",
                                        "sitewatch",
                                        "app.kubernetes.io/component",
                                        "operator"))
                                .list()
                                .getItems();
                };
        assertThat(pods).as("pods of " + victim).isNotEmpty();
        pods.forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    }

    @Override
    public Optional<String> addressOfThisMachine() {
        return Optional.ofNullable(System.getenv("SITEWATCH_E2E_HOST")).filter(host -> !host.isBlank());
    }

    @Override
    public void requireAlive() {
        // Whether it answers is seen by whatever is asked next.
    }

    @Override
    public void collect(Path folder) {
        for (Pod pod : client.pods().inAnyNamespace().list().getItems()) {
            pod.getSpec().getContainers().forEach(container -> {
                String name = pod.getMetadata().getNamespace() + "."
                        + pod.getMetadata().getName() + "." + container.getName() + ".log";
                try {
                    Files.writeString(
                            folder.resolve(name),
                            client.pods()
                                    .inNamespace(pod.getMetadata().getNamespace())
                                    .withName(pod.getMetadata().getName())
                                    .inContainer(container.getName())
                                    .tailingLines(500)
                                    .getLog());
                } catch (KubernetesClientException | IOException none) {
                    // A container that never started has no log.
                }
            });
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private List<Pod> pods(String namespace, Map<String, String> labels) {
        return client.pods().inNamespace(namespace).withLabels(labels).list().getItems();
    }
}
