package io.sitewatch.local.cli.site;

import io.sitewatch.readings.TrustedAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Requests to one server of a site, as somebody, over the TLS that an authority of the site vouches for. */
final class SiteHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String url;
    private final String authorization;
    private final HttpClient http;

    /**
     * @param url that paths are put behind
     * @param authority certificates as PEM; empty: the ones that this JVM trusts anyway
     */
    SiteHttp(String url, String authorization, Optional<String> authority) {
        this.url = url;
        this.authorization = authorization;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        authority.map(SiteHttp::trusting).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", authorization)
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** How whoever a Secret names proves itself: with an API key, or a user and a password. */
    static String authorization(SecretValues credentials) {
        return credentials
                .find("api_key")
                .map(key -> "ApiKey " + key.trim())
                .orElseGet(() -> basic(credentials.get("username"), credentials.get("password")));
    }

    static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static SSLContext trusting(String pem) {
        try {
            return TrustedAuthority.tls(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | IOException e) {
            throw new NotThereYetException("the authority of the server's certificate cannot be read: " + e);
        }
    }
}
