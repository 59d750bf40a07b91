package io.sitewatch.stream.sink;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.TrustedAuthority;
import io.sitewatch.stream.StreamSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The calls to Elasticsearch that the stream makes. */
final class SearchClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StreamSettings.Search settings;
    private HttpClient http;

    SearchClient(StreamSettings.Search settings) {
        this.settings = settings;
    }

    /**
     * Sends a bulk request.
     *
     * @param parameters more of them, {@code &name=value}; may be empty
     * @return the answer to each action, in their order, when one of them has an error; nothing when none has
     * @throws IOException when it was not answered with 200
     */
    Optional<JsonNode> bulk(HttpRequest.BodyPublisher body, String parameters)
            throws IOException, InterruptedException {
        HttpRequest request = request(
                        "/_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason" + parameters)
                .header("Content-Type", "application/x-ndjson")
                .POST(body)
                .build();
        HttpResponse<byte[]> answer = http().send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "Elasticsearch answers " + answer.statusCode() + " to a bulk request: " + beginning(answer.body()));
        }
        return hasErrors(answer.body())
                ? Optional.of(JSON.readTree(answer.body()).path("items"))
                : Optional.empty();
    }

    /** Elasticsearch says it first, so that of thousands of successes nothing more is read. */
    private static boolean hasErrors(byte[] answer) throws IOException {
        try (JsonParser parser = JSON.createParser(answer)) {
            parser.nextToken();
            return !"errors".equals(parser.nextFieldName()) || !Boolean.FALSE.equals(parser.nextBooleanValue());
        }
    }

    /** Whether there is an index of that name. */
    boolean exists(String index) throws IOException, InterruptedException {
        HttpRequest request = request("/" + index)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        int status =
                http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200 && status != 404) {
            throw new IOException("Elasticsearch answers " + status + " when asked for the index " + index);
        }
        return status == 200;
    }

    /** Puts JSON there. */
    Answer put(String path, byte[] json) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
        HttpResponse<byte[]> answer = http().send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), beginning(answer.body()));
    }

    /** What came back, in its first words. */
    record Answer(int status, String words) {}

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path)).timeout(PATIENCE);
        settings.apiKey()
                // A Secret made from a file ends with a line break.
                .map(key -> "ApiKey " + key.trim())
                .or(() -> settings.username().map(this::basic))
                .ifPresent(authorization -> request.header("Authorization", authorization));
        return request;
    }

    private String basic(String user) {
        String pair = user + ":" + settings.password().orElse("");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpClient http() throws IOException {
        if (http == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
            Optional<String> authority = settings.authorityFile();
            if (authority.isPresent()) {
                builder.sslContext(trusting(Path.of(authority.get())));
            }
            http = builder.build();
        }
        return http;
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream in = Files.newInputStream(authority)) {
            return TrustedAuthority.tls(in);
        } catch (GeneralSecurityException failure) {
            throw new IOException(
                    "ELASTICSEARCH_CA_FILE " + authority + " holds no certificate that can be read", failure);
        }
    }

    private static String beginning(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
