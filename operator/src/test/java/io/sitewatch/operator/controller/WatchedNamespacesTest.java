package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.fixture.OperatorUnderTest.Settings;
import io.sitewatch.operator.live.ObjectKind;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator minds the namespaces that it was told, and none beside. */
class WatchedNamespacesTest {
    private static TestCluster cluster;

    private String north;
    private String south;
    private String elsewhere;

    @BeforeAll
    static void open() {
        cluster = Crds.cluster();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void threeNamespaces() {
        north = cluster.namespace();
        south = cluster.namespace();
        elsewhere = cluster.namespace();
    }

    @Test
    void several() {
        try (OperatorUnderTest ignored =
                new OperatorUnderTest(cluster, north, new Settings().watching(Set.of(north, south)))) {
            apply(elsewhere);
            apply(north);
            apply(south);
            comesUp(north);
            comesUp(south);
            assertThat(cluster.client()
                            .resources(MonitoringSite.class)
                            .inNamespace(elsewhere)
                            .withName("shaft")
                            .get()
                            .getStatus())
                    .isNull();
            assertThat(cluster.client()
                            .configMaps()
                            .inNamespace(elsewhere)
                            .withName("shaft-rules")
                            .get())
                    .isNull();
        }
    }

    @Test
    void all() {
        try (OperatorUnderTest ignored = new OperatorUnderTest(cluster, north, new Settings().watching(Set.of()))) {
            apply(south);
            apply(elsewhere);
            comesUp(south);
            comesUp(elsewhere);
        }
    }

    private static void apply(String namespace) {
        cluster.client().resource("""
                        apiVersion: sitewatch.io/v1alpha1
                        kind: MonitoringSite
                        metadata: {name: shaft, namespace: %s}
                        spec: {source: {simulator: {}}}
                        """.formatted(namespace)).create();
    }

    private static void comesUp(String namespace) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> cluster.client()
                                .genericKubernetesResources(ObjectKind.KAFKA.context())
                                .inNamespace(namespace)
                                .withName("shaft")
                                .get()
                        != null);
    }
}
