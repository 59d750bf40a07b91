package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server does by itself: keeps its state, pages its lists, tells what it cannot do. */
class KubeApiServerTest {

    @TempDir
    private Path directory;

    @Test
    void objectsRevisionsAndTypesOutliveTheServer() throws IOException {
        String revision;
        String address;
        try (KubeApiServer server = KubeApiServer.builder().storage(directory).start();
                KubernetesClient client = server.client()) {
            Widgets.install(client);
            Widgets.in(client, "default")
                    .resource(Widgets.widget("w", "{size: 3}"))
                    .create();
            address = client.resource(service("first")).create().getSpec().getClusterIP();
            client.resource(map("gone")).create();
            client.configMaps().inNamespace("default").withName("gone").delete();
            revision = client.configMaps()
                    .inNamespace("default")
                    .list()
                    .getMetadata()
                    .getResourceVersion();
        }
        try (KubeApiServer server = KubeApiServer.builder().storage(directory).start();
                KubernetesClient client = server.client()) {
            assertThat(Widgets.in(client, "default").withName("w").get().<Integer>get("spec", "size"))
                    .isEqualTo(3);
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("gone")
                            .get())
                    .isNull();
            String next = client.resource(map("new")).create().getMetadata().getResourceVersion();
            assertThat(Long.parseLong(next)).isGreaterThan(Long.parseLong(revision));
            assertThat(client.resource(service("second")).create().getSpec().getClusterIP())
                    .isNotEqualTo(address);
        }
    }

    @Test
    void aWatchFromBeforeTheRestartIsTooOld() throws Exception {
        try (KubeApiServer server = KubeApiServer.builder().storage(directory).start();
                KubernetesClient client = server.client()) {
            client.resource(map("a")).create();
        }
        try (KubeApiServer server = KubeApiServer.builder().storage(directory).start()) {
            String body = get(server.url().resolve("/api/v1/configmaps?watch=1&resourceVersion=1&timeoutSeconds=1"));
            assertThat(body)
                    .contains("\"type\":\"ERROR\"")
                    .contains("\"code\":410")
                    .contains("too old resource version");
        }
    }

    @Test
    void aPortInUseIsToldInOneLine() throws IOException {
        try (KubeApiServer first = KubeApiServer.builder().start()) {
            assertThatThrownBy(() -> KubeApiServer.builder()
                            .address("127.0.0.1", first.url().getPort())
                            .start())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "cannot listen on 127.0.0.1:" + first.url().getPort())
                    .hasMessageContaining("free the port or choose another");
        }
    }

    @Test
    void aListMayBeReadInPages() throws Exception {
        try (KubeApiServer server = KubeApiServer.builder().start();
                KubernetesClient client = server.client()) {
            for (String name : new String[] {"a", "b", "c"}) {
                client.resource(map(name)).create();
            }
            var first = client.configMaps()
                    .inNamespace("default")
                    .list(new ListOptionsBuilder().withLimit(2L).build());
            assertThat(first.getItems()).hasSize(2);
            assertThat(first.getMetadata().getRemainingItemCount()).isEqualTo(1);
            var second = client.configMaps()
                    .inNamespace("default")
                    .list(new ListOptionsBuilder()
                            .withLimit(2L)
                            .withContinue(first.getMetadata().getContinue())
                            .build());
            assertThat(second.getItems())
                    .extracting(each -> each.getMetadata().getName())
                    .containsExactly("c");
            assertThat(second.getMetadata().getContinue()).isNull();
        }
    }

    @Test
    void initialEventsEndWithABookmark() throws Exception {
        try (KubeApiServer server = KubeApiServer.builder().start();
                KubernetesClient client = server.client()) {
            client.resource(map("a")).create();
            String body = get(server.url()
                    .resolve("/api/v1/namespaces/default/configmaps?watch=1&sendInitialEvents=true"
                            + "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1"));
            assertThat(body.lines()).hasSize(2).first().asString().startsWith("{\"type\":\"ADDED\"");
            assertThat(body).contains("k8s.io/initial-events-end");
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .build();
    }

    private static Service service(String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
    }
}
