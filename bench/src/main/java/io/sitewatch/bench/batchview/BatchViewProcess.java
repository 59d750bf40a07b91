package io.sitewatch.bench.batchview;

import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.House;
import io.sitewatch.bench.stack.Ports;
import io.sitewatch.bench.stack.ProcessUsage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The batch view as it is shipped, in a JVM of its own, logged in as role {@code report}. */
final class BatchViewProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(30);

    private final Child child;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    private BatchViewProcess(Child child, URI base) {
        this.child = child;
        this.base = base;
    }

    static BatchViewProcess start(House house, String heap, String jdbcUrl, String password, Path folder)
            throws InterruptedException {
        int port = Ports.free();
        Child child = Child.start(
                "batch-view",
                Child.java(
                        heap, house.batchView().toString(), List.of(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"),
                Map.of(
                        "POSTGRES_JDBC_URL",
                        jdbcUrl,
                        "POSTGRES_USERNAME",
                        "report",
                        "POSTGRES_PASSWORD",
                        password,
                        "SITE_TIMEZONE",
                        "UTC",
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port)),
                folder);
        BatchViewProcess view = new BatchViewProcess(child, URI.create("http://127.0.0.1:" + port));
        try {
            child.await("being ready", START, view::isReady);
        } catch (InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
        return view;
    }

    /**
     * Reads a whole answer, compressed as a browser would have it, and throws it away.
     *
     * @return bytes of it on the wire
     */
    long read(String path) {
        try {
            HttpResponse<InputStream> answer = http.send(
                    request(path).header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(path + " was answered with " + answer.statusCode() + ": "
                            + new String(body.readNBytes(500)));
                }
                return drain(body);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the batch view does not answer " + path + "; see " + child.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the batch view", e);
        }
    }

    private static long drain(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
        }
        return bytes;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(LONGEST_ANSWER);
    }

    /** Bytes on the heap now, garbage included. */
    long heap() {
        try {
            return http.send(request("/q/metrics").build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .mapToLong(bytes -> (long) bytes)
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("the batch view tells no metrics; see " + child.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the batch view", e);
        }
    }

    ProcessUsage usage() {
        return child.usage();
    }

    private boolean isReady() {
        try {
            return http.send(request("/q/health/ready").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
