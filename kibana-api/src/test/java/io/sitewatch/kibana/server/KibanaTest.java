package io.sitewatch.kibana.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways of Kibana's endpoints that its reference tells of. */
class KibanaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOARD = "/s/shaft/api/dashboards/overview";

    @TempDir
    private Path folder;

    private final Map<String, String> headers = new HashMap<>(Map.of("authorization", "Basic x", "kbn-xsrf", "true"));
    private Kibana kibana;

    @BeforeEach
    void start() throws IOException {
        kibana = kibana();
        assertThat(ask("POST", "/api/spaces/space", "{\"id\":\"shaft\",\"name\":\"Shaft\"}")
                        .status())
                .isEqualTo(200);
    }

    private Kibana kibana() throws IOException {
        return new Kibana(
                "9.4.5",
                Optional.of(folder.resolve("kibana.json")),
                Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void whoChangesSomethingSaysSo() throws IOException {
        headers.remove("kbn-xsrf");
        assertThat(ask("PUT", BOARD, "{\"title\":\"x\"}").body().path("message").asText())
                .isEqualTo("Request must contain a kbn-xsrf header.");
        assertThat(ask("GET", "/api/status", "").status()).isEqualTo(200);
    }

    @Test
    void nobodyIsLetIn() throws IOException {
        headers.remove("authorization");
        assertThat(ask("GET", BOARD, "").status()).isEqualTo(401);
    }

    @Test
    void anotherDateOfTheApiIsRefused() throws IOException {
        headers.put("elastic-api-version", "2020-01-01");
        Answer answer = ask("PUT", BOARD, "{\"title\":\"x\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).contains("Available versions are: 2023-10-31");
    }

    @Test
    void aDashboardIsMadeAndReplacedByTheSameRequest() throws IOException {
        Answer made = ask("PUT", BOARD, "{\"title\":\"one\"}");
        Answer replaced = ask("PUT", BOARD, "{\"title\":\"two\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.body().at("/data/title").asText()).isEqualTo("two");
        assertThat(replaced.body().at("/meta/updated_at").asText())
                .as("each change has a time of its own")
                .isNotEqualTo(made.body().at("/meta/updated_at").asText());
        assertThat(ask("GET", BOARD, "").body()).isEqualTo(replaced.body());
    }

    @Test
    void whatIsInOneSpaceIsNotInAnother() throws IOException {
        ask("PUT", BOARD, "{\"title\":\"one\"}");
        assertThat(ask("GET", "/api/dashboards/overview", "").status()).isEqualTo(404);
        assertThat(ask("GET", "/s/tunnel/api/dashboards/overview", "").status()).isEqualTo(404);
        assertThat(ask("PUT", "/s/tunnel/api/dashboards/overview", "{\"title\":\"x\"}")
                        .status())
                .as("of a space that is not there")
                .isEqualTo(404);
    }

    @Test
    void aSpaceTakesWhatIsInItWithIt() throws IOException {
        ask("PUT", BOARD, "{\"title\":\"one\"}");
        ask("DELETE", "/api/spaces/space/shaft", "");
        ask("POST", "/api/spaces/space", "{\"id\":\"shaft\",\"name\":\"Shaft\"}");
        assertThat(ask("GET", BOARD, "").status()).isEqualTo(404);
    }

    @Test
    void aSpaceIsMadeOnce() throws IOException {
        assertThat(ask("POST", "/api/spaces/space", "{\"id\":\"shaft\",\"name\":\"Again\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aDataViewIsOverwrittenOnlyByWhoSaysSo() throws IOException {
        String view = "{\"override\":%s,\"data_view\":{\"id\":\"v\",\"title\":\"sitewatch-*\"}}";
        String path = "/s/shaft/api/data_views/data_view";
        assertThat(ask("POST", path, view.formatted(false)).status()).isEqualTo(200);
        assertThat(ask("POST", path, view.formatted(false)).status()).isEqualTo(400);
        assertThat(ask("POST", path, view.formatted(true)).status()).isEqualTo(200);
        assertThat(ask("GET", path + "/v", "").body().at("/data_view/title").asText())
                .isEqualTo("sitewatch-*");
    }

    @Test
    void aRuleIsMadeByOneRequestAndUpdatedByAnother() throws IOException {
        String path = "/s/shaft/api/alerting/rule/00000000-0000-4000-8000-000000000001";
        String params = "\"name\":\"Lag\",\"schedule\":{\"interval\":\"1m\"},\"params\":{\"index\":[\"p\"],"
                + "\"timeField\":\"@timestamp\",\"aggType\":\"count\",\"threshold\":[1],\"thresholdComparator\":\"<\","
                + "\"timeWindowSize\":5,\"timeWindowUnit\":\"m\"}";
        String rule = "{\"rule_type_id\":\".index-threshold\",\"consumer\":\"stackAlerts\"," + params + "}";
        assertThat(ask("PUT", path, "{" + params + "}").status()).isEqualTo(404);
        assertThat(ask("POST", path, rule).status()).isEqualTo(200);
        assertThat(ask("POST", path, rule).status()).isEqualTo(409);
        assertThat(ask("PUT", path, rule).status())
                .as("what a rule is cannot be updated")
                .isEqualTo(400);
        Answer updated = ask("PUT", path, "{" + params.replace("\"Lag\"", "\"Late\"") + "}");
        assertThat(updated.body().path("name").asText()).isEqualTo("Late");
        assertThat(updated.body().path("rule_type_id").asText()).isEqualTo(".index-threshold");
    }

    @Test
    void anActionNeedsItsConnector() throws IOException {
        String rule = "{\"name\":\"Lag\",\"rule_type_id\":\".index-threshold\",\"consumer\":\"stackAlerts\","
                + "\"schedule\":{\"interval\":\"1m\"},\"params\":{\"index\":\"p\",\"timeField\":\"@timestamp\","
                + "\"threshold\":[1],\"thresholdComparator\":\"<\",\"timeWindowSize\":5,\"timeWindowUnit\":\"m\"},"
                + "\"actions\":[{\"id\":\"slack\",\"group\":\"threshold met\",\"params\":{\"message\":\"x\"}}]}";
        String path = "/s/shaft/api/alerting/rule/00000000-0000-4000-8000-000000000001";
        assertThat(ask("POST", path, rule).body().path("message").asText())
                .contains("Saved object [action/slack] not found");
        ask("POST", "/s/shaft/api/actions/connector/slack", "{\"name\":\"S\",\"connector_type_id\":\".slack\"}");
        assertThat(ask("POST", path, rule).status()).isEqualTo(200);
    }

    @Test
    void whatWasPutThereOutlivesARestart() throws IOException {
        ask("PUT", BOARD, "{\"title\":\"one\"}");
        kibana = kibana();
        assertThat(ask("GET", BOARD, "").body().at("/data/title").asText()).isEqualTo("one");
        kibana.wipe();
        assertThat(ask("GET", BOARD, "").status()).isEqualTo(404);
    }

    private Answer ask(String method, String path, String body) throws IOException {
        JsonNode json = body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        return kibana.answer(new Call(method, path, headers::get, json));
    }
}
