package io.sitewatch.local.cluster;

import static io.sitewatch.local.cluster.TestLaptop.NAMESPACE;
import static io.sitewatch.local.cluster.TestLaptop.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.tls.Pem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An Elasticsearch, and a real node with its own security. */
class EckPartTest {
    private static TestLaptop laptop;
    private static HttpClient client;

    @BeforeAll
    static void anElasticsearchIsApplied() throws Exception {
        laptop = TestLaptop.start();
        laptop.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: shaft-es-stream}
                stringData: {username: shaft-stream, password: index-and-read-1, roles: shaft_stream}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: shaft-es-roles}
                stringData:
                  roles.yml: |
                    shaft_stream:
                      cluster: [monitor]
                      indices:
                        - names: ["shaft-*"]
                          privileges: [create_index, write, read]
                ---
                apiVersion: elasticsearch.k8s.elastic.co/v1
                kind: Elasticsearch
                metadata: {name: shaft}
                spec:
                  version: 8.19.21
                  auth:
                    fileRealm: [{secretName: shaft-es-stream}]
                    roles: [{secretName: shaft-es-roles}]
                  nodeSets:
                    - name: default
                      count: 1
                      config: {node.store.allow_mmap: false, xpack.ml.enabled: false}
                ---
                apiVersion: kibana.k8s.elastic.co/v1
                kind: Kibana
                metadata: {name: shaft}
                spec: {version: 8.19.21, count: 1, elasticsearchRef: {name: shaft}}
                ---
                apiVersion: logstash.k8s.elastic.co/v1alpha1
                kind: Logstash
                metadata: {name: shaft}
                spec: {version: 8.19.21, count: 1}
                """);
        soon().untilAsserted(() -> assertThat(status("elasticsearch.k8s.elastic.co/v1", "Elasticsearch")
                        .at("phase")
                        .text())
                .contains("Ready"));
        client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(trusting(laptop.secret("shaft-es-http-certs-public", "ca.crt")))
                .build();
    }

    @AfterAll
    static void everythingGoes() throws IOException {
        laptop.close();
        assertThat(laptop.cluster().processes()).isEmpty();
    }

    @Test
    void theStatusIsGreenOrYellowWithOneNode() {
        Fields status = status("elasticsearch.k8s.elastic.co/v1", "Elasticsearch");

        assertThat(status.at("health").text()).get().isIn("green", "yellow");
        assertThat(status.at("availableNodes").number(0)).isEqualTo(1);
    }

    @Test
    void theAdministratorOfTheSecretIsLetIn() throws Exception {
        assertThat(get("/_cluster/health", "elastic", laptop.secret("shaft-es-elastic-user", "elastic"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongPasswordIs401() throws Exception {
        assertThat(get("/_cluster/health", "elastic", "guessed").statusCode()).isEqualTo(401);
    }

    @Test
    void aUserOfTheFileRealmHasTheRightsOfItsRoleAndNoMore() throws Exception {
        assertThat(put("/shaft-record-2026.11").statusCode()).isEqualTo(200);
        assertThat(put("/somebody-elses").statusCode()).isEqualTo(403);
    }

    @Test
    void aStandInTakesKibanasCallsAndSaysSo() throws Exception {
        soon().untilAsserted(() -> assertThat(status("kibana.k8s.elastic.co/v1", "Kibana")
                        .at("health")
                        .text())
                .contains("green"));
        HttpClient kibana = HttpClient.newBuilder()
                .sslContext(trusting(laptop.secret("shaft-kb-http-certs-public", "ca.crt")))
                .build();

        URI spaces = URI.create("https://" + laptop.address("shaft-kb-http") + ":5601/api/spaces/space");
        HttpRequest.Builder request = HttpRequest.newBuilder(spaces)
                .header("Authorization", "Basic c29tZWJvZHk6b2YgbWluZQ==")
                .header("kbn-xsrf", "test");
        HttpResponse<String> taken = kibana.send(
                request.POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"shaft\", \"name\": \"of mine\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> refused = kibana.send(
                request.POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"tunnel\", \"titel\": \"of mine\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(laptop.state().log("kibana", NAMESPACE, "shaft"))
                .content()
                .contains("POST /api/spaces/space 200", "POST /api/spaces/space 400 [request body]")
                .doesNotContain("of mine");
        assertThat(laptop.events().messages()).anyMatch(message -> message.contains("Kibana cannot run on the laptop"));
    }

    @Test
    void itIsSaidThatThereIsNoLogstashAndNothingPretendsToBeOne() {
        soon().untilAsserted(() -> assertThat(laptop.events().messages())
                .anyMatch(message -> message.contains("Logstash cannot run on the laptop")));
        assertThat(status("logstash.k8s.elastic.co/v1alpha1", "Logstash")
                        .at("health")
                        .text())
                .isEmpty();
    }

    private static HttpResponse<String> get(String path, String user, String password) throws Exception {
        return client.send(request(path, user, password).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(String path) throws Exception {
        return client.send(
                request(path, "shaft-stream", "index-and-read-1")
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("https://" + laptop.address("shaft-es-http") + ":9200" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + credentials);
    }

    private static SSLContext trusting(String authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", Pem.readCertificate(authority));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Fields status(String apiVersion, String kind) {
        return Fields.of(laptop.client()
                        .genericKubernetesResources(apiVersion, kind)
                        .inNamespace(NAMESPACE)
                        .withName("shaft")
                        .get())
                .at("status");
    }
}
