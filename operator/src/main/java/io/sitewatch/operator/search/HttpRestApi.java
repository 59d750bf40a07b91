package io.sitewatch.operator.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.TrustedAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * An API over HTTP. Each site has an authority and a user of its own, so that the JDK's connections serve better here than a
 * client with a thread for each.
 */
public final class HttpRestApi implements RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 10_000;

    private final String url;
    private final Map<String, String> headers;
    private final Optional<SSLSocketFactory> sockets;

    /**
     * The API at a URL.
     *
     * @param headers of each request
     * @param authority PEM of who signed its certificate; empty: the JDK's own trust
     * @throws IOException when the authority cannot be read
     */
    public HttpRestApi(String url, Map<String, String> headers, Optional<String> authority) throws IOException {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.headers = Map.copyOf(headers);
        this.sockets = authority.isPresent() ? Optional.of(trusting(authority.get())) : Optional.empty();
    }

    @Override
    public RestAnswer send(String method, String path, JsonNode body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        if (connection instanceof HttpsURLConnection https) {
            sockets.ifPresent(https::setSSLSocketFactory);
        }
        headers.forEach(connection::setRequestProperty);
        if (!body.isMissingNode()) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(JSON.writeValueAsBytes(body));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new RestAnswer(status, in == null ? JSON.missingNode() : read(in.readAllBytes()));
        }
    }

    private static JsonNode read(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }

    private static SSLSocketFactory trusting(String pem) throws IOException {
        try {
            return TrustedAuthority.tls(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getSocketFactory();
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("the authority of the certificate cannot be read: " + unreadable.getMessage());
        }
    }
}
