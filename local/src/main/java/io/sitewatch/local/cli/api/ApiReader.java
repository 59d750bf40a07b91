package io.sitewatch.local.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Reads lists from the API as JSON, as they are or as the tables that kubectl prints. */
public final class ApiReader {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    private static final String PLAIN = "application/json";
    private static final int PATIENCE_SECONDS = 20;

    private final KubernetesClient client;
    private final ObjectMapper json = new ObjectMapper();

    public ApiReader(KubernetesClient client) {
        this.client = client;
    }

    /** The list as a {@code meta.k8s.io/v1 Table}. */
    public JsonNode table(ResourceType type, Selection selection) {
        return read(type, selection, TABLE);
    }

    /** The list. */
    public JsonNode list(ResourceType type, Selection selection) {
        return read(type, selection, PLAIN);
    }

    private JsonNode read(ResourceType type, Selection selection, String accept) {
        String url = client.getConfiguration().getMasterUrl().replaceAll("/+$", "")
                + type.path(selection.namespace())
                + query(selection);
        HttpClient http = client.getHttpClient();
        try {
            HttpResponse<String> answer = http.sendAsync(
                            http.newHttpRequestBuilder()
                                    .uri(url)
                                    .header("Accept", accept)
                                    .build(),
                            String.class)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            JsonNode body = json.readTree(answer.body());
            if (answer.code() != 200) {
                throw new CommandException(
                        answer.code() == 404 ? Exit.NOT_FOUND : Exit.FAILED,
                        body.path("message").asText("the API server answered " + answer.code()));
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(Exit.FAILED, "interrupted", e);
        } catch (ExecutionException | TimeoutException | JsonProcessingException e) {
            throw new CommandException(Exit.FAILED, "the API server gave no answer to " + url + ": " + e, e);
        }
    }

    private static String query(Selection selection) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (selection.name() != null) {
            parameters.put("fieldSelector", "metadata.name=" + selection.name());
        }
        if (selection.labels() != null) {
            parameters.put("labelSelector", selection.labels());
        }
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /**
     * Which objects of a kind; each may be null for all.
     *
     * @param labels a label selector
     */
    public record Selection(String namespace, String name, String labels) {}
}
