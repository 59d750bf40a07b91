package io.sitewatch.stream.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.Progress;
import io.sitewatch.stream.batch.Counts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** {@code /health}, {@code /progress} and {@code /metrics} of the driver. */
public final class StatusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "status");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<Progress.Snapshot> progress;
    private final BooleanSupplier isRunning;
    private final LongSupplier refused;

    /**
     * Serves at once.
     *
     * @param isRunning whether the query is
     * @param refused documents that a view refused for good
     */
    public StatusServer(
            String host,
            int port,
            Supplier<Progress.Snapshot> progress,
            BooleanSupplier isRunning,
            LongSupplier refused)
            throws IOException {
        this.progress = progress;
        this.isRunning = isRunning;
        this.refused = refused;
        this.server = HttpServer.create(new InetSocketAddress(host, port), 16);
        server.createContext("/health", this::health);
        server.createContext("/progress", this::progress);
        server.createContext("/metrics", this::metrics);
        server.setExecutor(threads);
        server.start();
    }

    /** The port, which the system chose when it was 0. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void health(HttpExchange exchange) throws IOException {
        boolean running = isRunning.getAsBoolean();
        answer(
                exchange,
                running ? 200 : 503,
                "application/json",
                "{\"status\":\"" + (running ? "UP" : "DOWN") + "\"}\n");
    }

    private void progress(HttpExchange exchange) throws IOException {
        Progress.Snapshot now = progress.get();
        Counts counts = now.counts();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("queryId", now.queryId());
        body.put("batchId", now.batchId());
        body.put(
                "lastBatchTime",
                now.lastBatch() == null ? null : now.lastBatch().toString());
        body.put("received", counts.received());
        body.put("averaged", counts.averaged());
        body.put("duplicate", counts.duplicate());
        body.put("rejected", counts.rejected());
        body.put("rejectedByReason", counts.rejectedByLabel());
        body.put("lag", now.lag().isPresent() ? now.lag().getAsLong() : null);
        body.put("rowsPerSecond", now.rowsPerSecond());
        body.put("records", now.records());
        body.put("alerts", now.alerts());
        answer(exchange, 200, "application/json", JSON.writeValueAsString(body) + "\n");
    }

    private void metrics(HttpExchange exchange) throws IOException {
        Progress.Snapshot now = progress.get();
        Counts counts = now.counts();
        StringBuilder text = new StringBuilder(2048);
        metric(text, "sitewatch_stream_received_total", "counter", "Readings that came in", counts.received());
        metric(text, "sitewatch_stream_averaged_total", "counter", "Readings that went into a mean", counts.averaged());
        metric(
                text,
                "sitewatch_stream_duplicate_total",
                "counter",
                "Readings that were there already",
                counts.duplicate());
        head(text, "sitewatch_stream_rejected_total", "counter", "Readings that could not be used, by reason");
        for (RejectReason reason : RejectReason.values()) {
            if (reason != RejectReason.REFUSED_BY_SINK) {
                text.append("sitewatch_stream_rejected_total{reason=\"")
                        .append(reason.label())
                        .append("\"} ")
                        .append(counts.rejectedByReason().getOrDefault(reason, 0L))
                        .append('\n');
            }
        }
        metric(
                text,
                "sitewatch_stream_refused_documents_total",
                "counter",
                "Documents that a view refused for good",
                refused.getAsLong());
        metric(text, "sitewatch_stream_batch", "gauge", "Last batch that is in the views", now.batchId());
        now.lag()
                .ifPresent(lag -> metric(
                        text,
                        "sitewatch_stream_lag_messages",
                        "gauge",
                        "Messages in the log that are not read yet",
                        lag));
        metric(
                text,
                "sitewatch_stream_rows_per_second",
                "gauge",
                "Readings a second in the last batch",
                now.rowsPerSecond());
        metric(
                text,
                "sitewatch_stream_records_total",
                "counter",
                "Records new or corrected since the start",
                now.records());
        metric(text, "sitewatch_stream_alerts_total", "counter", "Alerts since the start", now.alerts());
        if (now.lastBatch() != null) {
            metric(
                    text,
                    "sitewatch_stream_last_batch_timestamp_seconds",
                    "gauge",
                    "When the last batch ended",
                    now.lastBatch().toEpochMilli() / 1000.0);
        }
        head(text, "sitewatch_stream_phase_seconds", "gauge", "Time of the last batch in each of Spark's phases");
        new TreeMap<>(now.phases()).forEach((phase, millis) -> text.append("sitewatch_stream_phase_seconds{phase=\"")
                .append(phase)
                .append("\"} ")
                .append(millis / 1000.0)
                .append('\n'));
        metric(text, "sitewatch_stream_state_bytes", "gauge", "Memory that the state store uses", now.stateBytes());
        answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", text.toString());
    }

    private static void metric(StringBuilder text, String name, String type, String help, long value) {
        head(text, name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void metric(StringBuilder text, String name, String type, String help, double value) {
        head(text, name, type, help);
        text.append(name)
                .append(' ')
                .append(String.format(Locale.ROOT, "%.3f", value))
                .append('\n');
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
