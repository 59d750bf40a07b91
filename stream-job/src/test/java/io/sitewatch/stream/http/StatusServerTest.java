package io.sitewatch.stream.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.Progress;
import io.sitewatch.stream.batch.Counts;
import io.sitewatch.stream.sink.PostgresView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {
    private final Progress progress = new Progress();
    private final AtomicBoolean running = new AtomicBoolean();
    private StatusServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new StatusServer("127.0.0.1", 0, progress::snapshot, running::get, () -> 3);
        progress.begin("query-1");
        progress.stored(new PostgresView.Progress(
                7, new Counts(10, 6, 1, Map.of(RejectReason.LATE, 2L, RejectReason.BAD_TIME, 1L))));
        progress.lag(42);
        progress.engine(Map.of("addBatch", 620L, "walCommit", 9L), 2048);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void healthFollowsTheQuery() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(503);
        running.set(true);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    /** A driver that starts with a backlog said 0 until it had looked. */
    @Test
    void aLagThatNobodyHasMeasuredYetIsNotZero() throws Exception {
        try (StatusServer young = new StatusServer("127.0.0.1", 0, new Progress()::snapshot, running::get, () -> 0)) {
            assertThat(new ObjectMapper()
                            .readTree(get(young, "/progress").body())
                            .get("lag")
                            .isNull())
                    .isTrue();
            assertThat(get(young, "/metrics").body()).doesNotContain("sitewatch_stream_lag_messages");
        }
    }

    @Test
    void progressIsWhatTheOperatorReads() throws Exception {
        JsonNode body = new ObjectMapper().readTree(get("/progress").body());
        assertThat(body.get("queryId").asText()).isEqualTo("query-1");
        assertThat(body.get("batchId").asLong()).isEqualTo(7);
        assertThat(body.get("received").asLong()).isEqualTo(10);
        assertThat(body.get("averaged").asLong()).isEqualTo(6);
        assertThat(body.get("duplicate").asLong()).isEqualTo(1);
        assertThat(body.get("rejected").asLong()).isEqualTo(3);
        assertThat(body.get("rejectedByReason").toString()).isEqualTo("{\"bad_time\":1,\"late\":2}");
        assertThat(body.get("lag").asLong()).isEqualTo(42);
    }

    @Test
    void metricsAreInPrometheusForm() throws Exception {
        String body = get("/metrics").body();
        assertThat(body)
                .contains("# TYPE sitewatch_stream_received_total counter\nsitewatch_stream_received_total 10\n")
                .contains("sitewatch_stream_rejected_total{reason=\"late\"} 2\n")
                .contains("sitewatch_stream_rejected_total{reason=\"future\"} 0\n")
                .contains("sitewatch_stream_refused_documents_total 3\n")
                .contains("sitewatch_stream_phase_seconds{phase=\"addBatch\"} 0.62\n")
                .contains("sitewatch_stream_phase_seconds{phase=\"walCommit\"} 0.009\n")
                .contains("sitewatch_stream_state_bytes 2048\n");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(server, path);
    }

    private static HttpResponse<String> get(StatusServer server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
