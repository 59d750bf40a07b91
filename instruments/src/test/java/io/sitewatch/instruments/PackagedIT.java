package io.sitewatch.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact as a container runs it: a heap of 64 MiB, and nothing but the environment. */
class PackagedIT {
    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void servesManyLargeAnswersInASmallHeapAndStopsWhenTold() throws Exception {
        int port = freePort();
        process = start(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", "" + port,
                "INSTRUMENTS_PER_TYPE", "2000",
                "INSTRUMENTS_FAULTS", "late=0.1"));
        HttpClient client = HttpClient.newHttpClient();
        URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> status(client, ready) == 200);

        URI params = URI.create("http://127.0.0.1:" + port + "/params/pore_pressure");
        for (int i = 0; i < 100; i++) {
            assertThat(status(client, params)).isEqualTo(200);
        }

        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWrongEnvironmentEndsItWithTheVariableTheValueAndTheMend() throws Exception {
        process = start(Map.of("INSTRUMENTS_PER_TYPE", "none", "INSTRUMENTS_FAULTS", "gremlins"));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("log")))
                .containsExactly(
                        "INSTRUMENTS_PER_TYPE is \"none\": write a whole number from 1 to 9998",
                        "INSTRUMENTS_FAULTS is \"gremlins\": unknown fault \"gremlins\": known are " + Fault.labels());
    }

    private Process start(Map<String, String> environment) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(), "-Xmx64m", "-jar", System.getProperty("quarkus.app"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int status(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
