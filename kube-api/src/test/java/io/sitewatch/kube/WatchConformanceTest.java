package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches tell every change once, in order. */
class WatchConformanceTest {
    private static TestCluster cluster;
    private static KubernetesClient client;
    private String namespace;

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
        client = cluster.client();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void freshNamespace() {
        namespace = cluster.namespace();
    }

    @Test
    void aWatchGoesOnFromARevision() {
        put("a", "1", Map.of());
        String revision =
                client.configMaps().inNamespace(namespace).list().getMetadata().getResourceVersion();
        put("b", "1", Map.of());

        Recorder seen = new Recorder();
        try (Watch watch = client.configMaps()
                .inNamespace(namespace)
                .watch(new ListOptionsBuilder().withResourceVersion(revision).build(), seen)) {
            put("a", "2", Map.of());
            client.configMaps().inNamespace(namespace).withName("b").delete();

            await().untilAsserted(() -> assertThat(seen.events).contains("ADDED b=1", "MODIFIED a=2", "DELETED b=1"));
            assertThat(seen.events).doesNotContain("ADDED a=1");
        }
    }

    @Test
    void anObjectThatLeavesTheSelectorIsDeletedForTheWatch() {
        Recorder seen = new Recorder();
        try (Watch watch = client.configMaps()
                .inNamespace(namespace)
                .withLabel("on", "yes")
                .watch(seen)) {
            put("a", "1", Map.of("on", "no"));
            put("a", "2", Map.of("on", "yes"));
            put("a", "3", Map.of("on", "yes"));
            put("a", "4", Map.of("on", "no"));

            await().until(() -> seen.events.size() == 3);
            assertThat(seen.events.stream().map(event -> event.split(" ")[0]))
                    .containsExactly("ADDED", "MODIFIED", "DELETED");
        }
    }

    @Test
    void anInformerFollows() {
        put("a", "1", Map.of());
        try (SharedIndexInformer<ConfigMap> informer =
                client.configMaps().inNamespace(namespace).inform()) {
            put("b", "1", Map.of());
            put("a", "2", Map.of());

            await().untilAsserted(() -> assertThat(informer.getStore().list().stream()
                            .filter(map ->
                                    map.getData() != null && map.getData().containsKey("k"))
                            .map(map ->
                                    map.getMetadata().getName() + map.getData().get("k"))
                            .toList())
                    .containsExactlyInAnyOrder("a2", "b1"));
        }
    }

    private void put(String name, String value, Map<String, String> labels) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .addToData("k", value)
                        .build())
                .createOr(existing -> existing.update());
    }

    private static final class Recorder implements Watcher<ConfigMap> {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void eventReceived(Action action, ConfigMap map) {
            if (map.getData() != null && map.getData().containsKey("k")) {
                events.add(action + " " + map.getMetadata().getName() + "="
                        + map.getData().get("k"));
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            if (cause != null) {
                events.add("closed: " + cause.getMessage());
            }
        }
    }
}
