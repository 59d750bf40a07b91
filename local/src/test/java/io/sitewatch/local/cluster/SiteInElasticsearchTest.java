package io.sitewatch.local.cluster;

import static io.sitewatch.local.cluster.TestLaptop.NAMESPACE;
import static io.sitewatch.local.cluster.TestLaptop.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sitewatch.kibana.panel.DataView;
import io.sitewatch.kibana.panel.PanelRunner;
import io.sitewatch.kibana.panel.PanelTable;
import io.sitewatch.kibana.panel.TimeRange;
import io.sitewatch.kibana.rule.RuleRunner;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.operator.json.SiteManifests;
import io.sitewatch.operator.kibana.ContentItem;
import io.sitewatch.operator.kibana.SiteContent;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.GeneratedPasswords;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.model.SiteModels;
import io.sitewatch.operator.plan.DefaultPlatform;
import io.sitewatch.operator.render.Rendering;
import io.sitewatch.operator.search.HttpRestApi;
import io.sitewatch.operator.search.IndexKeeper;
import io.sitewatch.operator.search.RestAnswer;
import io.sitewatch.operator.search.RestApi;
import io.sitewatch.readings.SearchIndices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two sites in one real Elasticsearch, with the templates that the operator puts there and the users and roles that it renders:
 * who may do what, what panels show, and when rules fire.
 */
class SiteInElasticsearchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TimeRange DAY = TimeRange.of("now-24h", "now", NOW);
    private static final SiteModel SHAFT = site("shaft");
    /** Its name begins with the other one's. */
    private static final SiteModel EAST = site("shaft-east");

    private static final List<ContentItem> CONTENT = SiteContent.of(SHAFT, Optional.empty());

    /** A user with the rights that docs/kibana.md names for a cluster that exists. */
    private static final String OUTSIDE = """
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: outside}
            stringData: {username: outside, password: password-of-outside, roles: outside}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: outside-roles}
            stringData:
              roles.yml: |
                outside:
                  cluster: [manage_index_templates, monitor]
                  indices:
                    - names: ['sitewatch-records-outside-*', 'sitewatch-instruments-outside', 'sitewatch-alerts-outside',
                              'sitewatch-progress-outside']
                      privileges: [create_index, auto_configure, index, create_doc, delete, read, view_index_metadata,
                                   manage, delete_index]
            """;

    private static TestLaptop laptop;
    private static String authority;
    private static RestApi admin;

    @BeforeAll
    static void twoSitesShareAnElasticsearch() throws Exception {
        laptop = TestLaptop.start();
        laptop.apply(users(SHAFT) + "---\n" + users(EAST) + OUTSIDE + """
                ---
                apiVersion: elasticsearch.k8s.elastic.co/v1
                kind: Elasticsearch
                metadata: {name: shaft}
                spec:
                  version: 8.19.21
                  auth:
                    fileRealm:
                      - {secretName: shaft-stream}
                      - {secretName: shaft-operator}
                      - {secretName: shaft-viewer}
                      - {secretName: shaft-east-stream}
                      - {secretName: shaft-east-operator}
                      - {secretName: shaft-east-viewer}
                      - {secretName: outside}
                    roles: [{secretName: shaft-roles}, {secretName: shaft-east-roles}, {secretName: outside-roles}]
                  nodeSets: [{name: default, count: 1, config: {node.store.allow_mmap: false}}]
                """);
        soon().untilAsserted(() -> assertThat(Fields.of(laptop.client()
                                .genericKubernetesResources("elasticsearch.k8s.elastic.co/v1", "Elasticsearch")
                                .inNamespace(NAMESPACE)
                                .withName("shaft")
                                .get())
                        .at("status", "phase")
                        .text())
                .contains("Ready"));
        authority = laptop.secret("shaft-es-http-certs-public", "ca.crt");
        admin = as("elastic", laptop.secret("shaft-es-elastic-user", "elastic"));
        for (SiteModel site : List.of(SHAFT, EAST)) {
            keeper().keep(of(site, "operator"), site.names().site(), Optional.empty());
        }
        fill();
    }

    @AfterAll
    static void everythingGoes() throws IOException {
        laptop.close();
    }

    static List<ContentItem> dashboards() {
        return ofKind(ContentItem.Kind.DASHBOARD);
    }

    @ParameterizedTest
    @CsvSource({
        // who, method, path, status
        "stream, POST, /sitewatch-records-shaft-2026.11/_doc, 201",
        "stream, POST, /sitewatch-records-shaft-2019.01/_doc, 201",
        "stream, POST, /sitewatch-instruments-shaft/_doc, 201",
        "stream, POST, /sitewatch-alerts-shaft/_create/x, 201",
        "stream, POST, /sitewatch-records-shaft-east-2026.11/_doc, 403",
        "stream, POST, /sitewatch-alerts-shaft-east/_create/x, 403",
        "stream, POST, /sitewatch-progress-shaft-east/_create/x, 403",
        "stream, POST, /sitewatch-instruments-shaft-east/_doc, 403",
        "stream, GET, /sitewatch-instruments-shaft-east/_search, 403",
        "stream, GET, /sitewatch-records-shaft-east-2026.11/_search, 403",
        "stream, DELETE, /sitewatch-records-shaft-2026.11, 403",
        "stream, PUT, /_index_template/sitewatch-alerts-shaft, 403",
        "stream, POST, /somebody-elses/_doc, 403",
        "operator, GET, /_index_template/sitewatch-alerts-shaft, 200",
        "operator, DELETE, /sitewatch-records-shaft-east-2026.11, 403",
        "operator, POST, /sitewatch-records-shaft-2026.11/_doc, 403",
        "viewer, GET, /sitewatch-records-shaft-2026.11/_search, 200",
        "viewer, GET, /sitewatch-alerts-shaft/_search, 200",
        "viewer, GET, /sitewatch-records-shaft-east-2026.11/_search, 403",
        "viewer, GET, /sitewatch-alerts-shaft-east/_search, 403",
        "viewer, POST, /sitewatch-records-shaft-2026.11/_doc, 403",
    })
    void aUserIsKeptToItsOwnSiteAndItsOwnWork(String who, String method, String path, int status) throws Exception {
        JsonNode body = method.equals("GET") || method.equals("DELETE")
                ? MissingNode.getInstance()
                : path.startsWith("/_index_template")
                        ? JSON.readTree("{\"index_patterns\": [\"sitewatch-alerts-shaft\"], \"priority\": 1000}")
                        : JSON.readTree("{\"@timestamp\": \"2001-01-01T00:00:00Z\"}");
        RestAnswer answer = of(SHAFT, who).send(method, path, body);
        assertThat(answer.status()).as(answer.words()).isEqualTo(status);
    }

    @Test
    void aPatternOverASitesRecordsDoesNotReachTheOtherOnes() throws Exception {
        JsonNode found = admin.send(
                        "GET", "/" + SearchIndices.allRecords("shaft") + "/_count", MissingNode.getInstance())
                .body();
        JsonNode all = admin.send("GET", "/sitewatch-records-*/_count", MissingNode.getInstance())
                .body();
        assertThat(found.path("count").asLong())
                .isPositive()
                .isLessThan(all.path("count").asLong());
    }

    /** The node makes no API keys, since its index of them needs a module that it has not: a user with the same rights. */
    @Test
    void theRightsThatAreAskedForOfAClusterThatExistsServeTheOperatorAndTheStreamAndReachNothingElse()
            throws Exception {
        RestApi outside = as("outside", "password-of-outside");
        keeper().keep(outside, "outside", Optional.of(12));
        JsonNode document = JSON.readTree("{\"@timestamp\": \"2026-11-23T00:00:00Z\"}");
        for (String path : List.of(
                "/sitewatch-records-outside-2026.11/_doc/1",
                "/sitewatch-instruments-outside/_doc/1",
                "/sitewatch-alerts-outside/_create/1",
                "/sitewatch-progress-outside/_create/1")) {
            RestAnswer answer = outside.send("PUT", path, document);
            assertThat(answer.status()).as(path + " " + answer.words()).isEqualTo(201);
        }
        assertThat(outside.send("DELETE", "/sitewatch-records-outside-2026.11/_doc/1", MissingNode.getInstance())
                        .status())
                .isEqualTo(200);
        assertThat(outside.send("PUT", "/sitewatch-records-shaft-2026.11/_doc/outside", document)
                        .status())
                .isEqualTo(403);
    }

    /** Numbers and times of a record have no index of their own, which costs a tenth of the writing: columns serve. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"range\": {\"reading\": {\"gt\": 99, \"lt\": 101}}}",
                "{\"range\": {\"ts\": {\"gte\": \"2018-01-01T00:00:07Z\"}}}",
                "{\"range\": {\"window_start\": {\"lte\": \"2018-01-01T00:00:00Z\"}}}",
                "{\"range\": {\"updated_at\": {\"gt\": \"2018-01-01T00:00:11Z\"}}}",
                "{\"term\": {\"units\": \"pressure (kPa)\"}}"
            })
    void everyFieldOfARecordCanBeFilteredBy(String filter) throws Exception {
        put("/sitewatch-records-shaft-2018.01/_doc/filtered?refresh=true", """
                {"@timestamp": "2018-01-01T00:00:00Z", "reading": 100.5, "ts": "2018-01-01T00:00:07Z", "units": "pressure (kPa)",
                 "window_start": "2018-01-01T00:00:00Z", "updated_at": "2018-01-01T00:00:12Z"}
                """);
        JsonNode found = search(
                "sitewatch-records-shaft-2018.01",
                JSON.readTree("{\"query\": {\"bool\": {\"filter\": [%s]}}}".formatted(filter)));
        assertThat(found.at("/hits/total/value").asInt()).isEqualTo(1);
    }

    @Test
    void templatesThatAreGoneArePutAgainAndOthersAreNotTouched() throws Exception {
        admin.send("DELETE", "/_index_template/sitewatch-records-shaft-east", MissingNode.getInstance());
        List<String> writes = new ArrayList<>();
        RestApi watched = (method, path, body) -> {
            if (!method.equals("GET")) {
                writes.add(method + " " + path);
            }
            return of(EAST, "operator").send(method, path, body);
        };
        keeper().keep(watched, "shaft-east", Optional.empty());
        assertThat(writes).containsExactly("PUT /_index_template/sitewatch-records-shaft-east");
        writes.clear();
        keeper().keep(watched, "shaft-east", Optional.empty());
        assertThat(writes).isEmpty();
    }

    @Test
    void theOperatorTakesOldMonthsOfItsSiteAway() throws Exception {
        for (String site : List.of("shaft", "shaft-east")) {
            put("/sitewatch-records-" + site + "-2020.01/_doc/old", "{\"@timestamp\": \"2020-01-01T00:00:00Z\"}");
        }
        keeper().keep(of(EAST, "operator"), "shaft-east", Optional.of(12));
        assertThat(exists("/sitewatch-records-shaft-east-2020.01")).isFalse();
        assertThat(exists("/sitewatch-records-shaft-2020.01")).isTrue();
        assertThat(exists("/sitewatch-records-shaft-east-2026.11")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyFieldOfEveryPanelIsThereAndOfATypeThatThePanelCanUse(ContentItem dashboard) throws Exception {
        for (JsonNode chart : charts(dashboard)) {
            DataView view = view(chart.findPath("ref_id").asText());
            JsonNode caps = admin.send("GET", "/" + view.indices() + "/_field_caps?fields=*", MissingNode.getInstance())
                    .body()
                    .path("fields");
            for (String field : PanelRunner.fields(chart)) {
                assertThat(caps.path(field).size())
                        .as("%s in %s of %s", field, chart.path("title"), dashboard.id())
                        .isEqualTo(1);
                JsonNode type = caps.path(field).elements().next();
                assertThat(type.path("aggregatable").asBoolean())
                        .as("aggregatable: " + field)
                        .isTrue();
            }
            for (JsonNode operation : operations(chart)) {
                String type =
                        caps.path(operation.path("field").asText()).fieldNames().next();
                assertThat(type)
                        .as(operation.toString())
                        .isIn(takes(operation.path("operation").asText()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelShowsSomething(ContentItem dashboard) throws Exception {
        PanelRunner runner = new PanelRunner(SiteInElasticsearchTest::search, SiteInElasticsearchTest::view);
        String condition =
                dashboard.id().equals("shaft-instrument") ? "instrument: piezometer and borehole_number: \"BH-1\"" : "";
        for (JsonNode chart : charts(dashboard)) {
            PanelTable table = runner.run(chart, DAY, condition);
            assertThat(table.rows())
                    .as("%s of %s", chart.path("title"), dashboard.id())
                    .isNotEmpty();
            assertThat(table.rows().get(0).get(table.buckets().size()))
                    .as("%s of %s", chart.path("title"), dashboard.id())
                    .isNotNull();
        }
    }

    @Test
    void theOverviewCountsInstrumentsByHowTheyStandNow() throws Exception {
        PanelRunner runner = new PanelRunner(SiteInElasticsearchTest::search, SiteInElasticsearchTest::view);
        List<JsonNode> overview = charts(dashboards().get(0));
        assertThat(runner.run(overview.get(0), DAY, "").rows()).containsExactly(List.of(11L));
        assertThat(runner.run(overview.get(1), DAY, "").rows())
                .as("beyond a limit")
                .containsExactly(List.of(5L));
        assertThat(runner.run(overview.get(2), DAY, "").rows()).as("silent").containsExactly(List.of(5L));
        assertThat(runner.run(overview.get(4), DAY, "").rows())
                .as("instruments by level")
                .contains(List.of("alarm", "piezometer", 1L), List.of("normal", "piezometer", 2L));
    }

    @Test
    void aRuleFiresForWhatItIsAboutAndForNothingElse() throws Exception {
        RuleRunner runner = new RuleRunner(SiteInElasticsearchTest::search);
        Instant quiet = NOW.plus(2, ChronoUnit.DAYS);
        assertThat(runner.firing(rule("Level reached"), NOW)).containsExactly("piezometer,BH-1");
        assertThat(runner.firing(rule("Instrument silent"), NOW)).containsExactly("extensometer,BH-7");
        assertThat(runner.firing(rule("Stream lags"), NOW)).containsExactly(RuleRunner.ALL);
        assertThat(runner.firing(rule("Stream silent"), NOW)).isEmpty();

        assertThat(runner.firing(rule("Level reached"), quiet)).isEmpty();
        assertThat(runner.firing(rule("Instrument silent"), quiet)).isEmpty();
        assertThat(runner.firing(rule("Stream lags"), NOW.minus(1, ChronoUnit.HOURS)))
                .as("an hour ago it kept up")
                .isEmpty();
        assertThat(runner.firing(rule("Stream silent"), quiet)).containsExactly(RuleRunner.ALL);
    }

    @Test
    void everyFieldOfEveryRuleIsThere() throws Exception {
        for (ContentItem rule : ofKind(ContentItem.Kind.RULE)) {
            JsonNode params = rule.body().path("params");
            JsonNode caps = admin.send(
                            "GET",
                            "/" + params.at("/index/0").asText() + "/_field_caps?fields=*",
                            MissingNode.getInstance())
                    .body()
                    .path("fields");
            assertThat(caps.path(params.path("timeField").asText()).has("date")).isTrue();
            if (params.has("aggField")) {
                assertThat(caps.path(params.path("aggField").asText()).has("double"))
                        .isTrue();
            }
            for (JsonNode field : params.path("termField")) {
                assertThat(caps.path(field.asText()).has("keyword")).isTrue();
            }
            JsonNode query = JSON.readTree(params.path("esQuery").asText("{}"));
            query.findValues("term").forEach(term -> term.fieldNames()
                    .forEachRemaining(field -> assertThat(caps.path(field).has("keyword"))
                            .as(field)
                            .isTrue()));
            query.findValues("terms").forEach(terms -> terms.fieldNames()
                    .forEachRemaining(field -> assertThat(caps.path(field).has("keyword"))
                            .as(field)
                            .isTrue()));
        }
    }

    /** Two instruments of each type, one of them beyond its alarm and silent; what was said of them; and batches. */
    private static void fill() throws IOException {
        String now = NOW.minusSeconds(60).toString();
        for (String type :
                List.of("water_standpipe", "piezometer", "settlement_marker", "extensometer", "strain_gauge")) {
            for (int hole = 1; hole <= 2; hole++) {
                String level = hole == 1 ? "alarm" : "normal";
                String key = "\"instrument\":\"" + type + "\",\"borehole_number\":\"BH-" + hole + "\"";
                put("/sitewatch-instruments-shaft/_doc/" + type + "-" + hole, """
                        {"@timestamp": "%s", %s, "level": "%s", "state": "%s"}
                        """.formatted(
                                now, key, level, hole == 1 ? "stale" : "fresh"));
                for (int minute = 1; minute <= 3; minute++) {
                    put("/sitewatch-records-shaft-2026.11/_doc/" + type + hole + minute, """
                            {"@timestamp": "%s", %s, "reading": %d, "reading_min": %d, "reading_max": %d, "samples": 2,
                             "easting": %d, "northing": %d, "level": "%s"}
                            """.formatted(
                                    NOW.minusSeconds(60L * minute),
                                    key,
                                    100 * hole + minute,
                                    99 * hole,
                                    103 * hole,
                                    323_000 + 500 * hole,
                                    5_815_000 + 700 * hole,
                                    level));
                }
                put("/sitewatch-alerts-shaft/_create/old-" + type + hole, """
                        {"@timestamp": "%s", %s, "kind": "level", "from_level": "normal", "to_level": "alarm", "act": "raised",
                         "raised_at": "%s", "reading": 191, "revision": 1}
                        """.formatted(
                                NOW.minusSeconds(7200), key, NOW.minusSeconds(7200)));
            }
        }
        put("/sitewatch-instruments-shaft/_doc/late", """
                {"@timestamp": "2026-01-01T00:00:00Z", "instrument": "piezometer", "borehole_number": "BH-3",
                 "level": "normal", "state": "fresh"}""");
        said("piezometer", "BH-1", "level", "normal", "alarm", "raised");
        said("piezometer", "BH-2", "level", "alarm", "action", "raised");
        said("piezometer", "BH-4", "level", "action", "alert", "raised");
        said("piezometer", "BH-5", "level", "alert", "normal", "raised");
        said("piezometer", "BH-6", "level", "normal", "alert", "withdrawn");
        said("extensometer", "BH-7", "stale", "fresh", "stale", "raised");
        said("extensometer", "BH-8", "stale", "stale", "fresh", "raised");
        batch(NOW.minusSeconds(90), 300);
        batch(NOW.minusSeconds(3700), 2);
        put("/sitewatch-records-shaft-east-2026.11/_doc/x", "{\"@timestamp\": \"" + now + "\"}");
        put("/sitewatch-instruments-shaft-east/_doc/x", "{\"@timestamp\": \"" + now + "\"}");
        put("/sitewatch-alerts-shaft-east/_create/first", "{\"@timestamp\": \"" + now + "\"}");
        admin.send("POST", "/_refresh", MissingNode.getInstance());
    }

    private static void said(String type, String borehole, String kind, String from, String to, String act)
            throws IOException {
        put("/sitewatch-alerts-shaft/_create/" + borehole + kind, """
                {"@timestamp": "%1$s", "instrument": "%2$s", "borehole_number": "%3$s", "kind": "%4$s", "from_level": "%5$s",
                 "to_level": "%6$s", "act": "%7$s", "raised_at": "%1$s", "reading": 200, "revision": 1}
                """.formatted(
                        NOW.minusSeconds(60), type, borehole, kind, from, to, act));
    }

    private static void batch(Instant at, int behind) throws IOException {
        put("/sitewatch-progress-shaft/_create/" + at.getEpochSecond(), """
                {"@timestamp": "%s", "received": 10, "averaged": 8, "duplicate": 1, "rejected": 1,
                 "rejected_by_reason.late": 1, "rejected_by_reason.unparseable": 0, "behind_seconds": %d}
                """.formatted(at, behind));
    }

    private static void put(String path, String document) throws IOException {
        RestAnswer answer = admin.send("PUT", path, JSON.readTree(document));
        assertThat(answer.isOk()).as(path + " " + answer.words()).isTrue();
    }

    private static boolean exists(String path) throws IOException {
        return admin.send("GET", path, MissingNode.getInstance()).isOk();
    }

    private static JsonNode search(String indices, JsonNode body) throws IOException {
        RestAnswer answer = of(SHAFT, "viewer").send("POST", "/" + indices + "/_search", body);
        assertThat(answer.isOk()).as(answer.words()).isTrue();
        return answer.body();
    }

    private static DataView view(String id) {
        JsonNode view = ofKind(ContentItem.Kind.DATA_VIEW).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow()
                .body()
                .path("data_view");
        return new DataView(
                view.path("title").asText(), view.path("timeFieldName").asText(""));
    }

    private static List<JsonNode> charts(ContentItem dashboard) {
        List<JsonNode> charts = new ArrayList<>();
        dashboard.body().path("panels").forEach(panel -> charts.add(panel.path("config")));
        return charts;
    }

    /** Everything with an operation and one field. */
    private static List<JsonNode> operations(JsonNode chart) {
        return chart.findParents("operation").stream()
                .filter(operation -> operation.has("field"))
                .toList();
    }

    private static List<String> takes(String operation) {
        return switch (operation) {
            case "date_histogram" -> List.of("date");
            case "last_value" -> List.of("keyword", "double", "long", "date");
            case "min", "max" -> List.of("double", "long", "date");
            default -> List.of("double", "long");
        };
    }

    private static List<ContentItem> ofKind(ContentItem.Kind kind) {
        return CONTENT.stream().filter(item -> item.kind() == kind).toList();
    }

    private static JsonNode rule(String title) {
        return ofKind(ContentItem.Kind.RULE).stream()
                .filter(item -> item.title().endsWith(": " + title))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private static IndexKeeper keeper() {
        return new IndexKeeper(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static RestApi of(SiteModel site, String who) throws IOException {
        return as(site.names().site() + "-" + who, "password-of-" + site.names().site());
    }

    private static RestApi as(String user, String password) throws IOException {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new HttpRestApi(
                "https://" + laptop.address("shaft-es-http") + ":9200",
                Map.of("Authorization", "Basic " + pair),
                Optional.of(authority));
    }

    /** Users of each role that the operator renders, with names that tell the sites apart. */
    private static String users(SiteModel site) {
        String name = site.names().site();
        Map<String, String> roles = new HashMap<>();
        for (String who : List.of("stream", "operator", "viewer")) {
            roles.put("sitewatch_" + who, name.replace('-', '_') + "_" + who);
        }
        String yaml = secret(site, site.names().searchRoles(), "roles.yml");
        for (Map.Entry<String, String> role : roles.entrySet()) {
            yaml = yaml.replace(role.getKey() + ":", role.getValue() + ":");
        }
        StringBuilder manifests = new StringBuilder(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: %s-roles}
                data: {roles.yml: %s}
                """.formatted(name, Base64.getEncoder().encodeToString(yaml.getBytes(StandardCharsets.UTF_8))));
        for (String who : List.of("stream", "operator", "viewer")) {
            manifests.append("""
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: %1$s-%2$s}
                    stringData: {username: %1$s-%2$s, password: password-of-%1$s, roles: %3$s}
                    """.formatted(name, who, roles.get("sitewatch_" + who)));
        }
        return manifests.toString();
    }

    private static String secret(SiteModel site, String name, String key) {
        String encoded = Rendering.of(site)
                .byId()
                .get(new ObjectId(ObjectKind.SECRET, name))
                .tree()
                .path("data")
                .path(key)
                .asText();
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static SiteModel site(String name) {
        return new SiteModels(DefaultPlatform.ofThisBuild())
                .of(
                        new SiteManifests().read("""
                                apiVersion: sitewatch.io/v1alpha1
                                kind: MonitoringSite
                                metadata: {name: %s, namespace: monitoring}
                                spec:
                                  source: {simulator: {}}
                                  instruments: [{type: piezometer, limits: {alarm: {above: 190}}}]
                                """.formatted(name)),
                        LiveSite.empty(),
                        new GeneratedPasswords("a", "b", "c", "d"));
    }
}
