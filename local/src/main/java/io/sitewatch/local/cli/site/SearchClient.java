package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.ExternalSearch;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.SearchSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** GETs from a site's Elasticsearch, as its administrator, over the TLS that the site's authority vouches for. */
public final class SearchClient {
    private static final int PORT = 9200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String url;
    private final String authorization;
    private final HttpClient http;

    private SearchClient(String url, String authorization, Optional<String> authority) {
        this.url = url;
        this.authorization = authorization;
        this.http = http(authority);
    }

    /**
     * The client of a site.
     *
     * @throws NotThereYetException when Elasticsearch is not made yet, or the site has none
     */
    public static SearchClient of(KubernetesClient client, MonitoringSite site) {
        String namespace = site.getMetadata().getNamespace();
        String name = site.getMetadata().getName();
        Optional<SearchSpec> spec = Optional.ofNullable(site.getSpec()).map(found -> found.getSearch());
        if (spec.map(SearchSpec::getDisabled).isPresent()) {
            throw new NotThereYetException("the site " + name + " has no search: its spec.search is disabled");
        }
        Optional<ExternalSearch> external = spec.map(SearchSpec::getExternal);
        if (external.isPresent()) {
            SecretValues credentials = secret(client, namespace, external.get().getCredentialsSecret());
            return new SearchClient(
                    external.get().getElasticsearchUrl().replaceAll("/+$", ""),
                    authorization(credentials),
                    Optional.ofNullable(external.get().getCaSecret())
                            .map(secret -> secret(client, namespace, secret).get("ca.crt")));
        }
        return new SearchClient(
                "https://" + name + "-es-http." + namespace + ".svc:" + PORT,
                basic(
                        "elastic",
                        secret(client, namespace, name + "-es-elastic-user").get("elastic")),
                Optional.of(secret(client, namespace, name + "-es-http-certs-public")
                        .get("ca.crt")));
    }

    /** How whoever a Secret names proves itself: with an API key, or a user and a password. */
    static String authorization(SecretValues credentials) {
        return credentials
                .find("api_key")
                .map(key -> "ApiKey " + key.trim())
                .orElseGet(() -> basic(credentials.get("username"), credentials.get("password")));
    }

    private static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static SecretValues secret(KubernetesClient client, String namespace, String name) {
        return SecretValues.find(client, namespace, name)
                .orElseThrow(() -> new NotThereYetException("there is no Secret " + name + " in namespace " + namespace
                        + ": Elasticsearch is not made yet"));
    }

    /** The answer to {@code GET url/path}. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + (path.startsWith("/") ? "" : "/") + escaped(path)))
                .header("Authorization", authorization)
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** A path and query as a person types them: what a URI cannot hold is escaped, what is escaped stays as it is. */
    static String escaped(String path) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && "\"<>[]\\^`{|}".indexOf(octet) < 0) {
                escaped.append((char) octet);
            } else {
                escaped.append(String.format("%%%02X", octet & 0xff));
            }
        }
        return escaped.toString();
    }

    /** The answer to {@code POST url/path} with JSON. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** A client that trusts whoever that authority vouches for. */
    static HttpClient http(Optional<String> authority) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        authority.map(SearchClient::trusting).ifPresent(builder::sslContext);
        return builder.build();
    }

    private static SSLContext trusting(String pem) {
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                authorities.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new NotThereYetException("the authority of Elasticsearch's certificate cannot be read: " + e);
        }
    }
}
