package io.sitewatch.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One Elasticsearch node without security. */
public final class SearchEngine implements AutoCloseable {
    /** Elasticsearch refuses to run as root; this is {@code nobody} on Linux. */
    private static final String UNPRIVILEGED = "65534";

    private final Child child;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private SearchEngine(Child child, int port) {
        this.child = child;
        url = "http://127.0.0.1:" + port;
    }

    static SearchEngine start(Path folder, Path zip, String heap) throws IOException, InterruptedException {
        unzip(zip, folder);
        Path home;
        try (var children = Files.list(folder)) {
            home = children.findFirst().orElseThrow();
        }
        int port = Ports.free();
        Files.writeString(home.resolve("config/elasticsearch.yml"), """
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                xpack.security.enabled: false
                cluster.routing.allocation.disk.threshold_enabled: false
                """.formatted(port, Ports.free()));
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            run(List.of("chown", "-R", UNPRIVILEGED + ":" + UNPRIVILEGED, folder.toString()));
            command.addAll(
                    List.of("setpriv", "--reuid", UNPRIVILEGED, "--regid", UNPRIVILEGED, "--clear-groups", "--"));
        }
        command.add(home.resolve("bin/elasticsearch").toString());
        Child child = Child.start(
                "elasticsearch",
                command,
                Map.of("ES_JAVA_HOME", Child.javaHome().toString(), "ES_JAVA_OPTS", "-Xms" + heap + " -Xmx" + heap),
                folder.getParent());
        SearchEngine engine = new SearchEngine(child, port);
        try {
            child.await("answering on " + port, Stack.START, () -> engine.isUp());
        } catch (InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
        return engine;
    }

    public String url() {
        return url;
    }

    public Child child() {
        return child;
    }

    /** Removes every index that does not start with a dot, and every index template of ours. */
    public void clear() throws IOException, InterruptedException {
        List<String> indices = new ArrayList<>();
        get("/_cat/indices?format=json&expand_wildcards=open")
                .forEach(index -> indices.add(index.path("index").asText()));
        for (String index : indices) {
            if (!index.startsWith(".")) {
                send("DELETE", "/" + index, null);
            }
        }
    }

    /** Makes an index with that body of settings and mappings, unless it is there. */
    public void create(String index, String body) throws IOException, InterruptedException {
        if (!get("/_cat/indices?format=json").findValuesAsText("index").contains(index)) {
            send("PUT", "/" + index, body);
        }
    }

    /** Documents that a search finds now, over all indices that do not start with a dot. */
    public long documents() throws IOException, InterruptedException {
        return get("/*/_count?allow_no_indices=true").path("count").asLong();
    }

    /** The sum of that field over all documents of an index so far, those too that no search finds yet; 0 without the index. */
    public long sum(String index, String field) throws IOException, InterruptedException {
        send("POST", "/" + index + "/_refresh?ignore_unavailable=true", "");
        String query = "{\"size\":0,\"aggs\":{\"all\":{\"sum\":{\"field\":\"" + field + "\"}}}}";
        return json.readTree(send("POST", "/" + index + "/_search?ignore_unavailable=true", query)
                        .body())
                .at("/aggregations/all/value")
                .asLong();
    }

    /** Makes everything written so far visible to searches. */
    public void refresh() throws IOException, InterruptedException {
        send("POST", "/_refresh", "");
    }

    /** The answer to a search, with the request as a body of Elasticsearch's query language. */
    public JsonNode search(String query) throws IOException, InterruptedException {
        return json.readTree(
                send("POST", "/*/_search?allow_no_indices=true", query).body());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return json.readTree(send("GET", path, null).body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    private boolean isUp() {
        try {
            return !get("/_cluster/health").path("status").asText().equals("red");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit);
        }
    }

    private static void unzip(Path zip, Path target) throws IOException {
        Files.createDirectories(target);
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().toList()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(zip + " has an entry outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                try (var content = archive.getInputStream(entry)) {
                    Files.copy(content, path);
                }
                if (path.getParent().getFileName().toString().equals("bin")
                        && !path.toFile().setExecutable(true, false)) {
                    throw new IOException(path + " could not be made executable");
                }
            }
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
