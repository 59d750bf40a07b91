package io.sitewatch.operator.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.kibana.panel.PanelRunner;
import io.sitewatch.kibana.server.RequestSchemas;
import io.sitewatch.kibana.server.RequestSchemas.Request;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.SearchTemplates;
import io.sitewatch.readings.SearchTemplates.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each request is as Kibana's reference says (the schemas name the pages and the version), and everything that it refers to is
 * there.
 */
class SiteContentTest {
    private static final RequestSchemas SCHEMAS = new RequestSchemas();
    private static final SiteModel SITE = Sites.model(Sites.shaft("""
            {source: {simulator: {}}, displayName: Launch shaft,
             instruments: [
               {type: piezometer, units: bar, limits: {alert: {above: 150}, action: {above: 170}, alarm: {above: 190}}},
               {type: settlement_marker, limits: {alarm: {above: 28, below: -28}}},
               {type: strain_gauge}],
             search: {managed: {}}}"""));
    private static final Connector CONNECTOR = new Connector("on-shift", ".server-log");

    static Stream<ContentItem> items() {
        return Stream.concat(
                SiteContent.of(SITE, Optional.empty()).stream(),
                SiteContent.of(SITE, Optional.of(CONNECTOR)).stream()
                        .filter(item -> item.kind() == ContentItem.Kind.RULE));
    }

    @ParameterizedTest
    @MethodSource("items")
    void aRequestIsAsTheReferenceSays(ContentItem item) {
        Request request =
                switch (item.kind()) {
                    case SPACE -> Request.SPACE;
                    case DATA_VIEW -> Request.DATA_VIEW;
                    case DASHBOARD -> Request.DASHBOARD;
                    case RULE -> Request.RULE;
                };
        assertThat(SCHEMAS.faults(request, item.body())).isEmpty();
    }

    @Test
    void thereIsADashboardForEachTypeBesideTheOverviewAndTheInstrument() {
        assertThat(ofKind(ContentItem.Kind.DASHBOARD))
                .extracting(ContentItem::id)
                .containsExactly(
                        "shaft-overview",
                        "shaft-water-standpipe",
                        "shaft-piezometer",
                        "shaft-settlement-marker",
                        "shaft-extensometer",
                        "shaft-strain-gauge",
                        "shaft-instrument");
    }

    @Test
    void everyReferenceLeadsToSomethingThatIsThere() {
        Set<String> views = ids(ContentItem.Kind.DATA_VIEW);
        Set<String> dashboards = ids(ContentItem.Kind.DASHBOARD);
        for (ContentItem dashboard : ofKind(ContentItem.Kind.DASHBOARD)) {
            assertThat(texts(dashboard.body(), "ref_id")).isNotEmpty().isSubsetOf(views);
            assertThat(views).containsAll(texts(dashboard.body(), "data_view_id"));
            assertThat(dashboards).containsAll(texts(dashboard.body(), "dashboard_id"));
        }
        assertThat(ofKind(ContentItem.Kind.DASHBOARD))
                .filteredOn(item -> !item.id().equals("shaft-instrument"))
                .allSatisfy(item -> assertThat(texts(item.body(), "dashboard_id"))
                        .as("one comes from %s to the instrument", item.id())
                        .containsOnly("shaft-instrument"));
    }

    @Test
    void whatAPanelReadsIsMapped() {
        Map<String, Kind> kinds = Map.of(
                "shaft-records", Kind.RECORDS,
                "shaft-alerts", Kind.ALERTS,
                "shaft-instruments", Kind.INSTRUMENTS,
                "shaft-progress", Kind.PROGRESS);
        for (ContentItem dashboard : ofKind(ContentItem.Kind.DASHBOARD)) {
            for (JsonNode panel : dashboard.body().path("panels")) {
                JsonNode mapped = SearchTemplates.mappings(
                        kinds.get(panel.findPath("ref_id").asText()));
                for (String field : PanelRunner.fields(panel.path("config"))) {
                    assertThat(mapped.at("/properties/" + field.replace(".", "/properties/"))
                                    .isObject())
                            .as("%s of %s", field, panel.at("/config/title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void panelsLieBesideEachOtherAndNeverOverEachOther() {
        for (ContentItem dashboard : ofKind(ContentItem.Kind.DASHBOARD)) {
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : dashboard.body().path("panels")) {
                JsonNode grid = panel.path("grid");
                assertThat(grid.path("x").asInt() + grid.path("w").asInt()).isLessThanOrEqualTo(48);
                for (int x = 0; x < grid.path("w").asInt(); x++) {
                    for (int y = 0; y < grid.path("h").asInt(); y++) {
                        String cell = grid.path("x").asInt() + x + ","
                                + (grid.path("y").asInt() + y);
                        assertThat(taken.add(cell))
                                .as(dashboard.id() + " " + cell)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void aTypeHasTheLinesOfItsLimitsAndNoOthers() {
        assertThat(labels("shaft-piezometer"))
                .containsExactly("alert above 150", "action above 170", "alarm above 190");
        assertThat(labels("shaft-settlement-marker")).containsExactly("alarm above 28", "alarm below -28");
        assertThat(labels("shaft-strain-gauge")).isEmpty();
        assertThat(labels("shaft-water-standpipe")).isEmpty();
    }

    @Test
    void readingsAreInTheUnitsOfTheSite() {
        assertThat(dashboard("shaft-piezometer").findPath("layers").findValuesAsText("label"))
                .contains("bar");
        assertThat(dashboard("shaft-strain-gauge").findPath("layers").findValuesAsText("label"))
                .contains("microstrain");
    }

    @Test
    void rulesHaveIdsThatKibanaTakesAndThatStayTheSame() {
        assertThat(ofKind(ContentItem.Kind.RULE)).hasSize(4).allSatisfy(rule -> assertThat(
                        UUID.fromString(rule.id()).version())
                .isEqualTo(4));
        assertThat(ids(ContentItem.Kind.RULE))
                .isEqualTo(SiteContent.of(SITE, Optional.of(CONNECTOR)).stream()
                        .filter(item -> item.kind() == ContentItem.Kind.RULE)
                        .map(ContentItem::id)
                        .collect(Collectors.toSet()));
    }

    @Test
    void anEsQueryRuleSearchesWithAQueryInJson() throws Exception {
        for (ContentItem rule : ofKind(ContentItem.Kind.RULE)) {
            if (rule.body().path("rule_type_id").asText().equals(".es-query")) {
                JsonNode query = new ObjectMapper()
                        .readTree(rule.body().at("/params/esQuery").asText());
                assertThat(query.at("/query/bool/filter").isArray()).isTrue();
            }
        }
    }

    @Test
    void aConnectorIsGivenWhatItsTypeTakes() {
        for (String type : Messages.types()) {
            assertThat(Messages.of(new Connector("x", type), "Words").toString())
                    .contains("Words");
        }
        assertThat(Messages.of(new Connector("x", ".webhook"), "Words")
                        .path("body")
                        .asText())
                .isEqualTo("{\"message\":\"Words\"}");
    }

    private static List<ContentItem> ofKind(ContentItem.Kind kind) {
        return SiteContent.of(SITE, Optional.empty()).stream()
                .filter(item -> item.kind() == kind)
                .toList();
    }

    private static Set<String> ids(ContentItem.Kind kind) {
        return ofKind(kind).stream().map(ContentItem::id).collect(Collectors.toSet());
    }

    private static JsonNode dashboard(String id) {
        return ofKind(ContentItem.Kind.DASHBOARD).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private static List<String> labels(String dashboard) {
        return dashboard(dashboard).findPath("thresholds").findValuesAsText("label");
    }

    private static List<String> texts(JsonNode body, String field) {
        return body.findValues(field).stream().map(JsonNode::asText).toList();
    }
}
