package io.sitewatch.stream.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Elasticsearch in a process of its own; not as root, which it refuses. */
public final class SearchServer implements AutoCloseable {
    private static final int NOBODY = 65_534;

    private final Path folder;
    private final int port = Ports.free();
    private final int transportPort = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private ChildProcess process;

    public SearchServer(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path home = home();
        Path config = Files.createDirectories(folder.resolve("config"));
        try (Stream<Path> files = Files.walk(home.resolve("config"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy =
                        config.resolve(home.resolve("config").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Files.writeString(
                config.resolve("elasticsearch.yml"),
                String.join(
                        "\n",
                        "cluster.name: sitewatch-tests",
                        "node.name: one",
                        "network.host: 127.0.0.1",
                        "http.port: " + port,
                        "transport.port: " + transportPort,
                        "discovery.type: single-node",
                        "path.data: " + folder.resolve("data"),
                        "path.logs: " + folder.resolve("logs"),
                        "xpack.security.enabled: false",
                        "cluster.routing.allocation.disk.threshold_enabled: false"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(folder.resolve("tmp"));
        if (isRoot()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.setAttribute(file, "unix:uid", NOBODY);
                    Files.setAttribute(file, "unix:gid", NOBODY);
                }
            }
            for (Path above = folder; above != null && above.startsWith(Path.of("/tmp")); above = above.getParent()) {
                above.toFile().setExecutable(true, false);
                above.toFile().setReadable(true, false);
            }
        }
        start();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void start() {
        Stream<String> asNobody = isRoot()
                ? Stream.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")
                : Stream.empty();
        List<String> command = Stream.concat(
                        asNobody,
                        Stream.of("bash", home().resolve("bin/elasticsearch").toString()))
                .toList();
        process = new ChildProcess(
                "elasticsearch",
                command,
                Map.of(
                        "ES_PATH_CONF", folder.resolve("config").toString(),
                        "ES_JAVA_HOME", System.getProperty("java.home"),
                        "ES_TMPDIR", folder.resolve("tmp").toString(),
                        "ES_JAVA_OPTS", "-Xms400m -Xmx400m"),
                folder.resolveSibling(folder.getFileName() + ".log"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(500))
                .until(this::answers);
    }

    /** The body of the answer to a GET. */
    public String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build()).body();
    }

    /** The body of the answer to a POST. */
    public String post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .body();
    }

    /** The body of the answer to a PUT. */
    public String put(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .body();
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private boolean answers() {
        process.requireAlive();
        try {
            return send(HttpRequest.newBuilder(URI.create(url() + "/_cluster/health"))
                                    .build())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static Path home() {
        try (Stream<Path> unpacked = Files.list(TestJava.TARGET.resolve("test-runtime"))) {
            return unpacked.filter(path -> path.getFileName().toString().startsWith("elasticsearch-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
