package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.InstrumentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact as a container runs it: a heap of 96 MiB, and nothing but the environment. */
class PackagedIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    /** Just under the largest answer that is read, in letters that take twice the memory. */
    private static final int ITEMS = 12_200;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private int port;

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void writesLargeAnswersOfAllPathsInASmallHeapTellsHowItIsAndStopsWhenTold() throws Exception {
        try (Source source = new Source();
                Broker broker = Broker.installed(folder)) {
            String large = "{\"items\":["
                    + IntStream.range(0, ITEMS)
                            .mapToObj(
                                    i -> "{\"borehole_number\":\"ΒH-" + i
                                            + "\",\"instrument\":\"piezometer\",\"surface_level\":79.45,\"northing\":5815854,"
                                            + "\"easting\":323112,\"reading\":77.66,\"timestamp\":\"2022-05-02T08:06:42.882Z\"}")
                            .collect(Collectors.joining(","))
                    + "],\"units\":\"m\"}";
            for (InstrumentType type : InstrumentType.values()) {
                source.on(type.path(), Source.json(large));
            }
            start(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    broker.address(),
                    "SOURCE_BASE_URL",
                    source.baseUrl(),
                    "SOURCE_INTERVAL",
                    "1s",
                    "SITE_NAME",
                    "shaft"));
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> get("/q/health/live").statusCode() == 200);
            assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(source.requests()).isEmpty();

            broker.start();
            broker.createTopic();
            await().atMost(SOON).until(() -> get("/q/health/ready").statusCode() == 200);
            broker.records(all -> all.size() >= 3 * InstrumentType.values().length * ITEMS);
            source.goAway();
            await().atMost(SOON).until(() -> get("/q/health/ready").statusCode() == 503);
            JsonNode checks =
                    new ObjectMapper().readTree(get("/q/health/ready").body()).get("checks");
            assertThat(checks.findValue("pore_pressure").textValue()).startsWith("down, ");
            assertThat(checks.findValue("state").textValue()).isEqualTo("connected");
            assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(get("/q/metrics").body())
                    .contains(
                            "sitewatch_polls_total{outcome=\"answered\",path=\"pore_pressure\"}",
                            "sitewatch_readings_sent_total{path=\"settlement/z\"}",
                            "sitewatch_readings_sent_bytes_total",
                            "sitewatch_source_up{path=\"pore_pressure\"} 0.0",
                            "sitewatch_readings_in_flight 0.0",
                            "sitewatch_kafka_up 1.0");

            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(log())).doesNotContain("OutOfMemory").contains("stopped in");
        }
    }

    @Test
    void aWrongEnvironmentEndsItWithTheVariableTheValueAndTheMend() throws Exception {
        start(Map.of("SOURCE_INTERVAL", "10", "SOURCE_BASE_URL", "http://instruments:8080"));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(log()))
                .containsExactly(
                        "SOURCE_INTERVAL is \"10\": \"10\" is no duration: "
                                + "write a positive number and a unit, such as 500ms, 10s, 5m, 1h or 7d",
                        "KAFKA_BOOTSTRAP_SERVERS is not set: write the brokers as host:port,host:port");
    }

    private void start(Map<String, String> environment) throws IOException {
        port = Broker.freePort();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(), "-Xmx96m", "-jar", System.getProperty("quarkus.app"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().putAll(variables);
        process = builder.start();
    }

    private Path log() {
        return folder.resolve("producer.log");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
