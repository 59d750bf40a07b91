package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a node how it is, as its administrator. */
final class NodeClient {
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final HttpClient client;
    private final String url;
    private final String authorization;

    NodeClient(String url, String password, KeyMaterial authority) throws GeneralSecurityException, IOException {
        this.url = url;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(("elastic:" + password).getBytes(StandardCharsets.UTF_8));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(WITHIN)
                .sslContext(trusting(authority))
                .build();
    }

    /** green, yellow or red; nothing when it does not answer. */
    Optional<String> health() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/_cluster/health"))
                .timeout(WITHIN)
                .header("Authorization", authorization)
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Fields.of(Serialization.unmarshal(response.body(), Object.class))
                            .at("status")
                            .text()
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SSLContext trusting(KeyMaterial authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
