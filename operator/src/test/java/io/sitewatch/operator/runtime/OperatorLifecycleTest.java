package io.sitewatch.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.kube.KubeApiServer;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.ScriptedOperators;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as the application starts it: its settings, its metrics, its health. */
class OperatorLifecycleTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void metricsTellWhatTheOperatorDoes() {
        try (TestCluster cluster = Crds.cluster()) {
            String namespace = cluster.namespace();
            try (KubernetesClient client = client(cluster.clientConfig());
                    ScriptedOperators others = new ScriptedOperators(cluster.client(), namespace).start()) {
                OperatorLifecycle lifecycle = lifecycle(client, namespace);
                lifecycle.start(new StartupEvent());
                try {
                    assertThat(new StartedHealth(lifecycle).call().getStatus())
                            .isEqualTo(HealthCheckResponse.Status.UP);
                    assertThat(sites("RUNNING")).isZero();
                    apply(cluster.client(), namespace);
                    until(() -> sites("RUNNING") == 1);
                } finally {
                    lifecycle.stop(new ShutdownEvent());
                }
            }
        }
        assertThat(meters.get("sitewatch.reconciliations")
                        .tag("outcome", "success")
                        .counter()
                        .count())
                .isGreaterThan(2);
        assertThat(meters.get("sitewatch.reconciliation.duration").timer().totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(meters.get("sitewatch.api.writes")
                        .tag("method", "PATCH")
                        .counter()
                        .count())
                .as("one write an object, at least")
                .isGreaterThan(30);
    }

    /** Of a real cluster nobody takes the API server away for a test. */
    @Test
    void healthFailsWhileTheInformersAreDead(@TempDir Path storage) throws IOException {
        KubeApiServer server = KubeApiServer.builder().storage(storage).start();
        int port = server.url().getPort();
        try (KubernetesClient client = client(server.clientConfig())) {
            try (KubernetesClient person = server.client()) {
                person.load(MonitoringSite.class.getResourceAsStream(
                                "/io/sitewatch/crds/monitoringsites.sitewatch.io.yaml"))
                        .create();
            }
            OperatorLifecycle lifecycle = lifecycle(client, "default");
            lifecycle.start(new StartupEvent());
            try {
                InformersHealth health = new InformersHealth(lifecycle);
                until(() -> health.call().getStatus() == HealthCheckResponse.Status.UP);
                server.close();
                until(() -> health.call().getStatus() == HealthCheckResponse.Status.DOWN);
                assertThat(health.call().getData().orElseThrow())
                        .as("the informers by name")
                        .hasEntrySatisfying(
                                "dead", names -> assertThat(names.toString()).contains("CONFIG_MAP"));
                server = KubeApiServer.builder()
                        .address("127.0.0.1", port)
                        .storage(storage)
                        .start();
                until(() -> health.call().getStatus() == HealthCheckResponse.Status.UP);
            } finally {
                lifecycle.stop(new ShutdownEvent());
            }
        } finally {
            server.close();
        }
    }

    private KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("api-writes", new ApiWriteCounter(meters)))
                .build();
    }

    private OperatorLifecycle lifecycle(KubernetesClient client, String namespace) {
        OperatorConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OperatorConfig.class)
                .withDefaultValue("quarkus.application.version", "0.1.0")
                .withDefaultValue("sitewatch.namespaces", namespace)
                .withDefaultValue("sitewatch.informers-grace", "100ms")
                // No Elasticsearch answers here.
                .withDefaultValue("sitewatch.content.keep", "false")
                .build()
                .getConfigMapping(OperatorConfig.class);
        return new OperatorLifecycle(client, config, meters);
    }

    private double sites(String phase) {
        Gauge gauge = meters.get("sitewatch.sites").tag("phase", phase).gauge();
        return gauge.value();
    }

    private static void apply(KubernetesClient client, String namespace) {
        client.resource("""
                        apiVersion: sitewatch.io/v1alpha1
                        kind: MonitoringSite
                        metadata: {name: shaft, namespace: %s}
                        spec: {source: {simulator: {}}}
                        """.formatted(namespace)).create();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
