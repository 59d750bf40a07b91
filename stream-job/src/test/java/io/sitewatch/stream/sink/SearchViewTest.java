package io.sitewatch.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.Level;
import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.InstrumentStatus;
import io.sitewatch.stream.meaning.RecordChange;
import io.sitewatch.stream.meaning.Times;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an Elasticsearch that answers as it does on bad days. */
class SearchViewTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> bulks = new ArrayList<>();
    private final List<String> puts = new ArrayList<>();
    private final Set<String> indices = new HashSet<>();
    /** What came in the header of that name, each once. */
    private final Set<String> authorizations = new LinkedHashSet<>();

    private final Refusals refusals = new Refusals();
    private int status = 200;
    private int templates = 200;
    private HttpServer server;
    private SearchView view;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .ifPresent(authorizations::add);
            try (exchange) {
                if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.sendResponseHeaders(indices.contains(path) ? 200 : 404, -1);
                    return;
                }
                boolean isBulk = path.equals("/_bulk");
                if (isBulk) {
                    bulks.add(exchange.getRequestURI().getQuery() + "\n" + body);
                } else {
                    puts.add(path + " " + body);
                    indices.add(path);
                }
                byte[] answer = (isBulk && !answers.isEmpty() ? answers.remove() : "{\"errors\":false}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(isBulk ? status : path.startsWith("/_") ? templates : 200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        view = view(new Run(0, "query", Optional.empty()));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aConflictOfVersionsIsSuccess() throws Exception {
        answers.add(
                "{\"errors\":true,\"items\":[{\"index\":{\"status\":409,\"error\":{\"type\":\"version_conflict\"}}}]}");
        view.write(batch(1));
        assertThat(refusals.of(7)).isEmpty();
    }

    @Test
    void aFullQueueAndAServerErrorAreTriedAgain() {
        answers.add(
                "{\"errors\":true,\"items\":[{\"index\":{\"status\":429,\"error\":{\"type\":\"es_rejected_execution\"}}}]}");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> view.write(batch(1)))
                .withMessageContaining("429");
        status = 503;
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> view.write(batch(1)))
                .withMessageContaining("503");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"took\":1}",
                "{\"errors\":true}",
                "{\"errors\":true,\"items\":[{\"index\":{\"status\":201}}]}",
                "<html>a proxy's page</html>"
            })
    void anAnswerThatDoesNotSpeakOfEachDocumentIsNoSuccess(String answer) {
        answers.add(answer);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> view.write(batch(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"took\":1,\"errors\":false,\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":200}}]}",
                "{\"errors\":false}"
            })
    void whereverItSaysThatAllIsInIsSuccess(String answer) throws Exception {
        answers.add(answer);
        view.write(batch(2));
        assertThat(refusals.of(7)).isEmpty();
    }

    @Test
    void aPoisonDocumentIsRefusedAndTheOthersAreIn() throws Exception {
        answers.add("{\"errors\":true,\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":400,\"error\":"
                + "{\"type\":\"document_parsing_exception\",\"reason\":\"no\"}}}]}");
        view.write(batch(2));
        assertThat(refusals.of(7)).hasSize(1);
        assertThat(new String(refusals.of(7).get(0), StandardCharsets.UTF_8))
                .contains("refused_by_sink")
                .contains("document_parsing_exception")
                .contains("piezometer/BH-1/2026-03-01T12:00:00Z");
        assertThat(refusals.of(8)).isEmpty();
    }

    @Test
    void documentsHaveDerivedIdsAndTheRevisionAsVersion() throws Exception {
        view.write(batch(1));
        assertThat(bulks.get(0))
                .contains("\n{\"index\":{\"_index\":\"sitewatch-records-shaft-2026.03\","
                        + "\"_id\":\"piezometer/BH-0/2026-03-01T12:00:00Z\",\"version\":3,\"version_type\":\"external\"}}\n"
                        + "{\"@timestamp\":\"2026-03-01T12:00:00Z\",");
    }

    @Test
    void eastingAndNorthingAreKeptBesideWhereOnEarthTheyAre() throws Exception {
        view.write(batch(1));
        // Melbourne's Docklands, in zone 55 of the Map Grid of Australia.
        assertThat(bulks.get(0))
                .contains("\"location\":{\"lat\":-37.78", ",\"lon\":144.99")
                .contains("\"northing\":5815854.0,\"easting\":323112.0");
    }

    @Test
    void anIndexThatIsNotThereIsMadeWithItsMappingsBeforeItIsWrittenInto() throws Exception {
        templates = 403;
        view.write(batch(1));
        assertThat(puts)
                .filteredOn(put -> put.startsWith("/sitewatch-records-shaft-2026.03 "))
                .singleElement()
                .asString()
                .contains("\"reading\":{\"type\":\"double\"", "\"location\":{\"type\":\"geo_point\"}");
        puts.clear();
        indices.clear();
        view.write(batch(1));
        assertThat(puts).anyMatch(put -> put.startsWith("/sitewatch-records-shaft-2026.03 "));
    }

    @Test
    void whatIsAppendedGoesIntoDataStreamsOnlyAndWaitsForTheirTemplates() throws Exception {
        answers.add("{\"errors\":false}");
        answers.add("{\"errors\":true,\"items\":[{\"create\":{\"status\":404,\"error\":"
                + "{\"type\":\"index_not_found_exception\",\"reason\":\"no data stream\"}}}]}");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> view.write(batch(1)));
        assertThat(bulks.get(1))
                .contains("require_data_stream=true")
                .contains("{\"create\":{\"_index\":\"sitewatch-progress-shaft\",\"_id\":\"query/7\"}}")
                .contains("\"received\":1");
        puts.clear();
        view.write(batch(1));
        assertThat(puts).anyMatch(put -> put.startsWith("/_index_template/sitewatch-progress-shaft "));
    }

    @Test
    void anApiKeyIsSentInTheEncodedFormThatItsMakerGaveAndComesBeforeAUser() throws Exception {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Optional<String> user = Optional.of("stream");
        Optional<String> password = Optional.of("secret");
        for (Optional<String> key : List.of(Optional.of("a2V5OnNlY3JldA==\n"), Optional.<String>empty())) {
            new SearchView(
                            new StreamSettings.Search(url, user, password, key, Optional.empty(), true),
                            "shaft",
                            Optional.empty(),
                            new Run(0, "query", Optional.empty()),
                            refusals)
                    .write(batch(1));
        }
        assertThat(authorizations).containsExactly("ApiKey a2V5OnNlY3JldA==", "Basic c3RyZWFtOnNlY3JldA==");
    }

    @Test
    void whereLogstashTakesTheRecordsOnlyWhatNoTopicHasIsWritten() throws Exception {
        InstrumentStatus status = new InstrumentStatus(
                new InstrumentKey(InstrumentType.PIEZOMETER, "BH-0"),
                Times.micros(START),
                Level.NORMAL,
                false,
                Long.MAX_VALUE,
                2,
                0);
        Batch batch = batch(2);
        view(new Run(0, "query", Optional.empty()), false)
                .write(new Batch(
                        batch.id(),
                        batch.received(),
                        batch.plan(),
                        batch.records(),
                        batch.alerts(),
                        batch.rejections(),
                        List.of(status)));
        assertThat(String.join("", bulks))
                .contains(
                        "\"_index\":\"sitewatch-instruments-shaft\",\"_id\":\"piezometer/BH-0\"",
                        "\"state\":\"fresh\"",
                        "\"_index\":\"sitewatch-progress-shaft\"")
                .doesNotContain("sitewatch-records", "sitewatch-alerts");
        assertThat(puts).noneMatch(put -> put.startsWith("/sitewatch-records-shaft-2026.03 "));
    }

    @Test
    void aLaterRunWinsButNotWhereTheLogNoLongerReaches() {
        Run replay = new Run(2, "query", Optional.of(START));
        assertThat(replay.version(Times.micros(START), 1))
                .isGreaterThan(new Run(1, "query", Optional.empty()).version(Times.micros(START), 1_000_000));
        assertThat(replay.version(Times.micros(START) - 1, 5)).isEqualTo(5);
    }

    private SearchView view(Run run) {
        return view(run, true);
    }

    private SearchView view(Run run, boolean takesRecords) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new SearchView(
                new StreamSettings.Search(
                        url, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), takesRecords),
                "shaft",
                Optional.of(SiteProjection.of("EPSG:28355")),
                run,
                refusals);
    }

    private static Batch batch(int records) {
        List<RecordRow> rows = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            long start = Times.micros(START);
            ByteWriter out = new ByteWriter();
            RecordRow.write(
                    new RecordChange(
                            new InstrumentKey(InstrumentType.PIEZOMETER, "BH-" + i),
                            start,
                            start + 10_000_000,
                            79.45,
                            5_815_854,
                            323_112,
                            30,
                            start,
                            "kPa",
                            3,
                            10,
                            60,
                            Level.NORMAL,
                            3,
                            START.toEpochMilli(),
                            true),
                    out);
            rows.add(RecordRow.readFrom(new ByteReader(out.toBytes())));
        }
        return new Batch(7, records, new Batch.Plan("{}", 0, 0), rows, List.of(), List.of(), List.of());
    }
}
