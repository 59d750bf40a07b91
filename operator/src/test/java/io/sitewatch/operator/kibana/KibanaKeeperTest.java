package io.sitewatch.operator.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.search.RefusedByApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against the endpoints of Kibana that the laptop has, which check every body. */
class KibanaKeeperTest {
    private static final String WITH_LIMITS = """
            {source: {simulator: {}}, displayName: Launch shaft,
             instruments: [{type: piezometer, limits: {alert: {above: 150}, alarm: {above: %s, below: 5}}}],
             search: {managed: {}, kibana: {%s}}}""";
    private static final String DASHBOARD = "/s/shaft/api/dashboards/shaft-piezometer";

    private final MemoryKibana kibana = new MemoryKibana("9.4.5");
    private final KibanaKeeper keeper = new KibanaKeeper();
    private final Map<String, String> ledger = new TreeMap<>();

    KibanaKeeperTest() throws IOException {}

    @Test
    void theWholeContentIsPutThereOnce() throws Exception {
        assertThat(keep(site(190, ""))).isEqualTo("7 dashboards and what belongs to them are in Kibana");
        assertThat(kibana.takeWrites()).hasSize(16).startsWith("POST /api/spaces/space");
        keep(site(190, ""));
        assertThat(kibana.takeWrites()).as("a second time writes nothing").isEmpty();
    }

    @Test
    void anOperatorThatWasRestartedWritesNothing() throws Exception {
        keep(site(190, ""));
        kibana.takeWrites();
        Map<String, String> written = new TreeMap<>(ledger);
        new KibanaKeeper().keep(kibana, site(190, ""), written);
        assertThat(kibana.takeWrites()).isEmpty();
    }

    @Test
    void anOperatorThatLostItsLedgerKnowsItsOwnWorkAgain() throws Exception {
        keep(site(190, ""));
        kibana.takeWrites();
        ledger.clear();
        keep(site(190, ""));
        assertThat(kibana.takeWrites()).isEmpty();
        keep(site(195, ""));
        assertThat(kibana.takeWrites()).containsExactly("PUT " + DASHBOARD);
    }

    @Test
    void limitsThatChangeMoveTheLines() throws Exception {
        keep(site(190, ""));
        kibana.takeWrites();
        keep(site(195, ""));
        assertThat(kibana.takeWrites()).containsExactly("PUT " + DASHBOARD);
        assertThat(lines())
                .containsExactly("alert above 150 at 150.0", "alarm above 195 at 195.0", "alarm below 5 at 5.0");
    }

    @Test
    void whatAPersonChangedStays() throws Exception {
        keep(site(190, ""));
        personMovesOn();
        kibana.takeWrites();
        assertThat(keep(site(195, "")))
                .contains("as a person left them: Launch shaft: Piezometers")
                .contains("search.kibana.manageDashboards: Always");
        assertThat(kibana.takeWrites()).isEmpty();
        assertThat(dashboard().at("/data/title").asText()).isEqualTo("Mine");
    }

    @Test
    void whatAPersonChangedIsPutBackWhenTheManifestSaysSo() throws Exception {
        keep(site(190, ""));
        personMovesOn();
        keep(site(190, "manageDashboards: Always"));
        assertThat(dashboard().at("/data/title").asText()).isEqualTo("Launch shaft: Piezometers");
        kibana.takeWrites();
        keep(site(190, "manageDashboards: Always"));
        assertThat(kibana.takeWrites()).isEmpty();
    }

    @Test
    void aPersonWhoPutsItBackHimselfGivesItBackToTheOperator() throws Exception {
        keep(site(190, ""));
        JsonNode ours = dashboard().path("data");
        personMovesOn();
        keep(site(190, ""));
        kibana.person("PUT", DASHBOARD, ours.toString());
        keep(site(190, ""));
        keep(site(195, ""));
        assertThat(lines()).contains("alarm above 195 at 195.0");
    }

    @Test
    void aKibanaThatWasWipedIsFilledAgain() throws Exception {
        keep(site(190, ""));
        kibana.takeWrites();
        kibana.wipe();
        keep(site(190, ""));
        assertThat(kibana.takeWrites()).hasSize(16);
    }

    @Test
    void aDashboardThatSomebodyDeletedIsThereAgain() throws Exception {
        keep(site(190, ""));
        kibana.takeWrites();
        kibana.person("DELETE", DASHBOARD, "");
        keep(site(190, ""));
        assertThat(kibana.takeWrites()).containsExactly("PUT " + DASHBOARD);
    }

    @Test
    void rulesNotifyTheConnectorThatTheSiteNames() throws Exception {
        assertThatThrownBy(() -> keep(site(190, "connector: on-shift")))
                .isInstanceOf(RefusedByApiException.class)
                .hasMessageContaining("404 Saved object [action/on-shift] not found")
                .hasMessageContaining("make a connector on-shift in the space shaft");
        kibana.person(
                "POST",
                "/s/shaft/api/actions/connector/on-shift",
                "{\"name\":\"On shift\",\"connector_type_id\":\".slack\"}");
        keep(site(190, "connector: on-shift"));
        SiteContent.of(site(190, ""), Optional.empty()).stream()
                .filter(item -> item.kind() == ContentItem.Kind.RULE)
                .forEach(rule ->
                        assertThat(action(rule.id()).path("id").asText()).isEqualTo("on-shift"));
        keep(site(190, ""));
        assertThat(action(SiteContent.of(site(190, ""), Optional.empty())
                                .get(15)
                                .id())
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aConnectorThatNeedsAnAddressIsRefusedWithTheTypesThatDoNot() throws Exception {
        keep(site(190, ""));
        kibana.person(
                "POST", "/s/shaft/api/actions/connector/mail", "{\"name\":\"Mail\",\"connector_type_id\":\".email\"}");
        assertThatThrownBy(() -> keep(site(190, "connector: mail")))
                .isInstanceOf(RefusedByApiException.class)
                .hasMessageContaining(".email")
                .hasMessageContaining(".slack");
    }

    @Test
    void aKibanaWithoutTheDashboardsApiIsToldApart() throws Exception {
        MemoryKibana old = new MemoryKibana("9.2.4");
        assertThatThrownBy(() -> keeper.keep(old, site(190, ""), ledger))
                .isInstanceOf(RefusedByApiException.class)
                .hasMessageContaining("Kibana 9.2.4 has no Dashboards API")
                .hasMessageContaining("search.managed.version");
        assertThat(old.takeWrites()).isEmpty();
    }

    @Test
    void whatKibanaSaysIsPassedOn() throws Exception {
        assertThatThrownBy(() -> keeper.keep(
                        (method, path, body) -> {
                            if (!path.endsWith("/shaft-overview") || method.equals("GET")) {
                                return kibana.send(method, path, body);
                            }
                            ObjectNode broken = body.deepCopy();
                            broken.put("titel", "x");
                            return kibana.send(method, path, broken);
                        },
                        site(190, ""),
                        ledger))
                .isInstanceOf(RefusedByApiException.class)
                .hasMessageStartingWith("Kibana answers 400 [request body]")
                .hasMessageContaining("titel")
                .hasMessageEndingWith("to the dashboard \"Launch shaft: Overview\"");
        assertThat(ledger).as("what was put there before is known").containsKey("data-view.shaft-records");
    }

    private String keep(SiteModel site) throws Exception {
        return keeper.keep(kibana, site, ledger).words();
    }

    private static SiteModel site(int alarm, String content) {
        return Sites.model(Sites.shaft(WITH_LIMITS.formatted(alarm, content)));
    }

    private void personMovesOn() throws IOException {
        ObjectNode mine = dashboard().path("data").deepCopy();
        mine.put("title", "Mine");
        kibana.person("PUT", DASHBOARD, mine.toString());
    }

    private JsonNode dashboard() throws IOException {
        return kibana.person("GET", DASHBOARD, "").body();
    }

    private JsonNode action(String rule) {
        try {
            return kibana.person("GET", "/s/shaft/api/alerting/rule/" + rule, "")
                    .body()
                    .at("/actions/0");
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode threshold : dashboard().findPath("thresholds")) {
            lines.add(threshold.path("label").asText() + " at "
                    + threshold.path("value").asDouble());
        }
        return lines;
    }
}
