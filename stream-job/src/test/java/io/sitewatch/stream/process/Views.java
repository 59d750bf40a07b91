package io.sitewatch.stream.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.Topics;
import io.sitewatch.stream.reference.Message;
import io.sitewatch.stream.reference.ReferenceModel;
import io.sitewatch.stream.support.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds every view of a stack against the plain model of the rules. */
final class Views {
    static final long WINDOW = 10;
    static final long LATENESS = 7 * 86_400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final ReferenceModel model;
    private final List<Message> log;

    Views(Stack stack, SiteRules rules) {
        this.stack = stack;
        this.log = stack.read(Topics.MONITORING).stream()
                .map(message ->
                        new Message(message.partition(), message.offset(), message.timestamp(), message.value()))
                .toList();
        this.model = new ReferenceModel(WINDOW, LATENESS, rules);
        model.take(log);
    }

    ReferenceModel model() {
        return model;
    }

    /** All views equal the model, and each other. */
    void assertExact() {
        assertCounters();
        assertThat(recordsInPostgres()).isEqualTo(expectedRecords());
        assertThat(stack.rows(
                        "SELECT count(*) - count(DISTINCT (instrument, borehole_number, window_start)) FROM record"))
                .containsExactly("0");
        assertThat(alertsInPostgres()).isEqualTo(expectedAlerts());
        assertTopics();
        assertRejected();
        if (stack.search() != null) {
            assertSearch();
        }
    }

    void assertCounters() {
        Map<String, Long> byReason = new TreeMap<>(model.rejectedByReason());
        long rejected = byReason.values().stream().mapToLong(n -> n).sum();
        assertThat(stack.rows("SELECT received, averaged, duplicate, rejected FROM stream_progress"))
                .containsExactly(model.received() + "|" + model.averaged() + "|" + model.duplicate() + "|" + rejected);
        assertThat(rejectedByReason()).isEqualTo(byReason);
    }

    private Map<String, Long> rejectedByReason() {
        Map<String, Long> byReason = new TreeMap<>();
        json(stack.rows("SELECT rejected_by_reason FROM stream_progress").get(0))
                .properties()
                .forEach(reason ->
                        byReason.put(reason.getKey(), reason.getValue().longValue()));
        return byReason;
    }

    private List<String> expectedRecords() {
        return model.records().stream()
                .map(r -> String.join(
                        "|",
                        r.instrument(),
                        r.boreholeNumber(),
                        r.windowStart().toString(),
                        String.valueOf(r.surfaceLevel()),
                        String.valueOf(r.northing()),
                        String.valueOf(r.easting()),
                        String.valueOf(r.reading()),
                        r.ts().toString(),
                        r.units(),
                        String.valueOf(r.samples()),
                        String.valueOf(r.min()),
                        String.valueOf(r.max()),
                        r.level(),
                        r.updatedAt().toString()))
                .sorted()
                .toList();
    }

    private List<String> recordsInPostgres() {
        return stack
                .rows("SELECT instrument, borehole_number, " + epoch("window_start")
                        + ", surface_level, northing, easting,"
                        + " reading, " + epoch("ts") + ", units, samples, reading_min, reading_max, level, "
                        + epoch("updated_at") + " FROM record")
                .stream()
                .map(row -> {
                    String[] c = row.split("\\|");
                    for (int i : new int[] {2, 7, 13}) {
                        c[i] = instant(c[i]);
                    }
                    for (int i : new int[] {3, 4, 5, 6, 10, 11}) {
                        c[i] = c[i].equals("null") ? c[i] : String.valueOf(Double.parseDouble(c[i]));
                    }
                    return String.join("|", c);
                })
                .sorted()
                .toList();
    }

    private List<String> expectedAlerts() {
        return model.alerts().stream()
                .map(a -> String.join(
                        "|",
                        a.instrument(),
                        a.boreholeNumber(),
                        a.at().toString(),
                        a.from(),
                        a.to(),
                        String.valueOf(a.reading()),
                        a.late() ? "t" : "f"))
                .sorted()
                .toList();
    }

    private List<String> alertsInPostgres() {
        return stack
                .rows("SELECT instrument, borehole_number, " + epoch("at")
                        + ", from_level, to_level, reading, late FROM alert WHERE kind = 'level'")
                .stream()
                .map(row -> {
                    String[] c = row.split("\\|");
                    c[2] = instant(c[2]);
                    c[5] = String.valueOf(Double.parseDouble(c[5]));
                    return String.join("|", c);
                })
                .sorted()
                .toList();
    }

    /** Each window's last message is its record; no revision is there twice; what was said of alerts adds up. */
    private void assertTopics() {
        Map<String, JsonNode> last = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (String topic : Topics.records()) {
            for (ConsumerRecord<byte[], byte[]> message : stack.read(topic)) {
                JsonNode value = json(message.value());
                assertThat(value.get("instrument").asText()).isEqualTo(topic);
                assertThat(new String(message.key()))
                        .isEqualTo(value.get("borehole_number").asText());
                long version = Long.parseLong(new String(
                        message.headers().lastHeader(Topics.VERSION_HEADER).value(), StandardCharsets.US_ASCII));
                assertThat(version & 0xffff_ffffL)
                        .as("the version of a record is its revision, beyond the number of its replay")
                        .isEqualTo(value.get("revision").asLong());
                String window = topic + "|" + value.get("borehole_number").asText() + "|"
                        + value.get("window_start").asText();
                assertThat(seen.add(window + "|" + value.get("revision")))
                        .as(window)
                        .isTrue();
                JsonNode before = last.put(window, value);
                assertThat(before == null
                                || before.get("revision").asLong()
                                        < value.get("revision").asLong())
                        .isTrue();
            }
        }
        assertThat(last.values().stream().map(Views::plain).sorted().toList()).isEqualTo(expectedRecords());
        Map<String, String> alerts = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> message : stack.read(Topics.ALERTS)) {
            JsonNode value = json(message.value());
            String alert = value.get("instrument").asText() + "|"
                    + value.get("borehole_number").asText() + "|"
                    + value.get("at").asText();
            if (!value.get("kind").asText().equals("level")) {
                continue;
            }
            String levels = value.get("from_level").asText() + "|"
                    + value.get("to_level").asText();
            if (value.get("act").asText().equals("withdrawn")) {
                assertThat(alerts.remove(alert)).isNotNull();
            } else {
                assertThat(alerts.put(alert, levels) == null)
                        .isEqualTo(value.get("act").asText().equals("raised"));
            }
        }
        assertThat(alerts)
                .isEqualTo(model.alerts().stream()
                        .collect(Collectors.toMap(
                                a -> a.instrument() + "|" + a.boreholeNumber() + "|" + a.at(),
                                a -> a.from() + "|" + a.to())));
    }

    private void assertRejected() {
        Map<String, Long> byReason = new TreeMap<>();
        Set<String> places = new TreeSet<>();
        Map<String, Message> byPlace =
                log.stream().collect(Collectors.toMap(m -> m.partition() + "/" + m.offset(), m -> m));
        for (ConsumerRecord<byte[], byte[]> message : stack.read(Topics.REJECTED)) {
            JsonNode value = json(message.value());
            if (value.get("reason").asText().equals("refused_by_sink")) {
                continue;
            }
            byReason.merge(value.get("reason").asText(), 1L, Long::sum);
            String place = value.get("partition") + "/" + value.get("offset");
            assertThat(places.add(place + "/" + value.get("item"))).as(place).isTrue();
            assertThat(new String(byPlace.get(place).value()))
                    .contains(value.get("original").asText());
        }
        assertThat(byReason).isEqualTo(model.rejectedByReason());
    }

    private void assertSearch() {
        stack.search().post("/_refresh", "");
        List<String> documents = documents(
                        "sitewatch-records-shaft-*",
                        "{\"match_all\":{}}",
                        List.of("instrument", "borehole_number", "window_start"))
                .stream()
                .map(Views::plain)
                .sorted()
                .toList();
        assertThat(documents).isEqualTo(expectedRecords());
        List<JsonNode> said = documents(
                "sitewatch-alerts-shaft",
                "{\"term\":{\"kind\":\"level\"}}",
                List.of("revision", "instrument", "borehole_number", "at", "act", "to_level"));
        Map<String, String> lastSaid = new HashMap<>();
        said.forEach(alert -> lastSaid.put(
                alert.path("instrument").asText() + alert.path("borehole_number") + alert.path("at"),
                alert.path("act").asText()));
        assertThat(lastSaid.values().stream().filter(act -> !act.equals("withdrawn")))
                .hasSize(model.alerts().size());
    }

    /** The last word of the search on each alert, of silence too, is that it stands, or it is none in the table. */
    void assertSearchKnowsTheAlerts() {
        stack.search().post("/_refresh", "");
        Map<String, String> lastSaid = new TreeMap<>();
        documents(
                        "sitewatch-alerts-shaft",
                        "{\"match_all\":{}}",
                        List.of("revision", "instrument", "borehole_number", "at", "kind", "act", "to_level"))
                .forEach(said -> lastSaid.put(
                        String.join(
                                "|",
                                said.path("instrument").asText(),
                                said.path("borehole_number").asText(),
                                said.path("at").asText(),
                                said.path("kind").asText()),
                        said.path("act").asText()));
        lastSaid.values().removeIf("withdrawn"::equals);
        assertThat(lastSaid.keySet())
                .isEqualTo(
                        stack.rows("SELECT instrument, borehole_number, " + epoch("at") + ", kind FROM alert").stream()
                                .map(row -> row.split("\\|"))
                                .map(c -> String.join("|", c[0], c[1], instant(c[2]), c[3]))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** All documents of the query, page by page; no two of them may be equal in all that they are sorted by. */
    private List<JsonNode> documents(String index, String query, List<String> sortedBy) {
        String sort = sortedBy.stream().map(field -> '"' + field + '"').collect(Collectors.joining(","));
        List<JsonNode> documents = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode hits = json(stack.search()
                            .post(
                                    "/" + index + "/_search",
                                    "{\"size\":5000,\"query\":" + query + ",\"sort\":[" + sort + "]" + after + "}"))
                    .path("hits")
                    .path("hits");
            if (hits.isEmpty()) {
                return documents;
            }
            hits.forEach(hit -> documents.add(hit.get("_source")));
            after = ",\"search_after\":" + hits.get(hits.size() - 1).get("sort");
        }
    }

    private static String plain(JsonNode value) {
        return List.of(
                        "instrument",
                        "borehole_number",
                        "window_start",
                        "surface_level",
                        "northing",
                        "easting",
                        "reading",
                        "ts",
                        "units",
                        "samples",
                        "reading_min",
                        "reading_max",
                        "level",
                        "updated_at")
                .stream()
                .map(name -> value.get(name).isNull() ? "null" : value.get(name).asText())
                .collect(Collectors.joining("|"));
    }

    private static String epoch(String column) {
        return "(extract(epoch FROM " + column + ") * 1000000)::bigint";
    }

    private static String instant(String micros) {
        long value = Long.parseLong(micros);
        return Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1000)
                .toString();
    }

    private static JsonNode json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
