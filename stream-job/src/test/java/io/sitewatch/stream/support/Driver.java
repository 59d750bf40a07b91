package io.sitewatch.stream.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.StreamJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/** The stream job as Spark starts it in the image: SparkSubmit with Spark's jars, and our one. */
public final class Driver implements AutoCloseable {
    private final ChildProcess process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    public Driver(Map<String, String> environment, Path log, String... conf) {
        port = Ports.free();
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("STREAM_HTTP_HOST", "127.0.0.1");
        all.put("STREAM_HTTP_PORT", String.valueOf(port));
        // A killed driver leaves what it has there.
        Path temporary = log.getParent().resolve("tmp");
        temporary.toFile().mkdirs();
        List<String> command = new ArrayList<>(
                List.of(TestJava.binary(), "-Xmx768m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary));
        command.addAll(StreamJvm.OPTIONS);
        command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of(
                "-cp",
                TestJava.TARGET + "/spark/jars/*",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local[2]",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.local.dir=" + temporary));
        for (String setting : conf) {
            command.addAll(List.of("--conf", setting));
        }
        command.addAll(List.of(
                "--class",
                "io.sitewatch.stream.StreamJob",
                TestJava.TARGET.resolve("stream-job.jar").toString()));
        process = new ChildProcess("driver", command, all, log);
    }

    public ChildProcess process() {
        return process;
    }

    /** What /progress says; null while nobody answers. */
    public JsonNode progress() {
        String body = get("/progress");
        try {
            return body == null ? null : new ObjectMapper().readTree(body);
        } catch (IOException failure) {
            return null;
        }
    }

    /** The body of the answer; null while nobody answers. */
    public String get(String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
