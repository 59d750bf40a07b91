package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.model.SiteModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With what the operator proves itself to an Elasticsearch and a Kibana of somebody else's, as they see it. */
class HttpContentKeeperTest {
    private final Set<String> elasticsearch = ConcurrentHashMap.newKeySet();
    private final Set<String> kibana = ConcurrentHashMap.newKeySet();
    private TestCluster cluster;
    private String namespace;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        cluster = TestCluster.open();
        namespace = cluster.namespace();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        record("/es", elasticsearch);
        record("/kibana", kibana);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        cluster.close();
    }

    @Test
    void anApiKeyComesBeforeAUserAndWithoutTheLineBreakOfItsFile() {
        secret(Map.of("api_key", "a2V5OnNlY3JldA==\n", "username", "sitewatch", "password", "secret"));
        new HttpContentKeeper(cluster.client(), Clock.systemUTC()).keep(site(), new HashMap<>());
        assertThat(elasticsearch).containsExactly("ApiKey a2V5OnNlY3JldA==");
        assertThat(kibana).containsExactly("ApiKey a2V5OnNlY3JldA==");
    }

    @Test
    void aUserProvesItselfByItsPassword() {
        secret(Map.of("username", "sitewatch", "password", "secret"));
        new HttpContentKeeper(cluster.client(), Clock.systemUTC()).keep(site(), new HashMap<>());
        assertThat(elasticsearch).containsExactly("Basic c2l0ZXdhdGNoOnNlY3JldA==");
        assertThat(kibana).containsExactly("Basic c2l0ZXdhdGNoOnNlY3JldA==");
    }

    private void record(String path, Set<String> authorizations) {
        server.createContext(path, exchange -> {
            try (exchange) {
                authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.getRequestBody().readAllBytes();
                byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, nothing.length);
                exchange.getResponseBody().write(nothing);
            }
        });
    }

    private void secret(Map<String, String> values) {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("es-login")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(values)
                        .build())
                .create();
    }

    private SiteModel site() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Sites.model(Sites.read("""
                        apiVersion: sitewatch.io/v1alpha1
                        kind: MonitoringSite
                        metadata: {name: shaft, namespace: %s}
                        spec:
                          source: {simulator: {}}
                          search:
                            external: {elasticsearchUrl: '%s/es', kibanaUrl: '%s/kibana', credentialsSecret: es-login}
                        """.formatted(namespace, url, url)));
    }
}
