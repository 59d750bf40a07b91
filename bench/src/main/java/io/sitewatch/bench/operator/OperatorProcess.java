package io.sitewatch.bench.operator;

import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.House;
import io.sitewatch.bench.stack.Ports;
import io.sitewatch.bench.stack.ProcessUsage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator as it is shipped, in a JVM of its own. */
final class OperatorProcess implements AutoCloseable {
    /** The compiler that its image names, and the collector that a JVM chooses in a container as small as the chart's. */
    private static final List<String> AS_SHIPPED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Child child;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    private OperatorProcess(Child child, URI base) {
        this.child = child;
        this.base = base;
    }

    static OperatorProcess start(House house, Path kubeconfig, String heap, Path folder) throws InterruptedException {
        int port = Ports.free();
        Child child = Child.start(
                "operator",
                Child.java(
                        heap, house.operator().toString(), AS_SHIPPED, "io.quarkus.bootstrap.runner.QuarkusEntryPoint"),
                Map.of(
                        "KUBECONFIG",
                        kubeconfig.toString(),
                        // The stores of these sites are statuses only.
                        "SITEWATCH_CONTENT_KEEP",
                        "false",
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port)),
                folder);
        OperatorProcess operator = new OperatorProcess(child, URI.create("http://127.0.0.1:" + port));
        try {
            child.await("being ready", Duration.ofMinutes(5), operator::isReady);
        } catch (InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
        return operator;
    }

    /** Requests of its own that were no reads. */
    long apiWrites() {
        return (long) metric("sitewatch_api_writes_total");
    }

    /** Reconciliations that ended, well or not. */
    long reconciliations() {
        return (long) metric("sitewatch_reconciliations_total");
    }

    /** Bytes on the heap that are alive, by a full collection. */
    long liveHeap() throws IOException, InterruptedException {
        String histogram = child.jcmd("GC.class_histogram");
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd told no total of the heap"));
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    ProcessUsage usage() {
        return child.usage();
    }

    Child child() {
        return child;
    }

    /** The sum over all labels; 0 when it was never counted. */
    private double metric(String name) {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private boolean isReady() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the operator does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the operator", e);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
