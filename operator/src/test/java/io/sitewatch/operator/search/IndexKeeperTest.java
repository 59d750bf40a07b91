package io.sitewatch.operator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against a store of templates that answers as Elasticsearch does. */
class IndexKeeperTest implements RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> templates = new TreeMap<>();
    private final List<String> indices =
            new ArrayList<>(List.of("sitewatch-records-shaft-2026.01", "sitewatch-records-shaft-2026.11"));
    private final List<String> writes = new ArrayList<>();
    private final IndexKeeper keeper =
            new IndexKeeper(Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC));
    private int refuse;

    @Override
    public RestAnswer send(String method, String path, JsonNode body) {
        if (refuse != 0 && method.equals("PUT")) {
            ObjectNode error = JSON.createObjectNode();
            error.putObject("error").put("reason", "because");
            return new RestAnswer(refuse, error);
        }
        if (!method.equals("GET")) {
            writes.add(method + " " + path);
        }
        ObjectNode answer = JSON.createObjectNode();
        if (method.equals("PUT") && path.startsWith("/_")) {
            templates.put(path, body);
        } else if (method.equals("DELETE")) {
            indices.remove(path.substring(1));
        } else if (path.contains("/_settings")) {
            indices.forEach(answer::putObject);
        } else if (method.equals("GET")) {
            if (!templates.containsKey(path)) {
                return new RestAnswer(404, JSON.missingNode());
            }
            answer.putArray("index_templates").addObject().set("index_template", templates.get(path));
        }
        return new RestAnswer(200, answer);
    }

    @Test
    void componentsComeBeforeWhatIsMadeOfThemAndEachOnce() throws Exception {
        keeper.keep(this, "shaft", Optional.empty());
        assertThat(writes)
                .hasSize(9)
                .startsWith("PUT /_component_template/sitewatch-settings-shaft")
                .endsWith("PUT /_index_template/sitewatch-progress-shaft");
        writes.clear();
        keeper.keep(this, "shaft", Optional.empty());
        assertThat(writes).isEmpty();
    }

    @Test
    void anElasticsearchThatWasEmptiedIsGivenThemAgain() throws Exception {
        keeper.keep(this, "shaft", Optional.empty());
        templates.clear();
        writes.clear();
        keeper.keep(this, "shaft", Optional.empty());
        assertThat(writes).hasSize(9);
    }

    @Test
    void newerTemplatesReplaceOlderOnesAndTheirFieldsAreAddedToWhatIsThere() throws Exception {
        keeper.keep(this, "shaft", Optional.empty());
        ((ObjectNode) templates
                        .get("/_component_template/sitewatch-records-shaft")
                        .get("_meta"))
                .put("sitewatch", "older");
        writes.clear();
        keeper.keep(this, "shaft", Optional.empty());
        assertThat(writes)
                .contains("PUT /_component_template/sitewatch-records-shaft")
                .anyMatch(write ->
                        write.startsWith("PUT /sitewatch-records-shaft-*,-sitewatch-records-shaft-*-*/_mapping"))
                .hasSize(5);
    }

    @Test
    void monthsGoWhenTheirTimeIsOver() throws Exception {
        keeper.keep(this, "shaft", Optional.empty());
        assertThat(indices).hasSize(2);
        keeper.keep(this, "shaft", Optional.of(6));
        assertThat(indices).containsExactly("sitewatch-records-shaft-2026.11");
    }

    @Test
    void aNoIsToldApartFromALater() {
        refuse = 403;
        assertThatThrownBy(() -> keeper.keep(this, "shaft", Optional.empty()))
                .isInstanceOf(RefusedByApiException.class)
                .hasMessage("Elasticsearch answers 403 because to the template"
                        + " /_component_template/sitewatch-settings-shaft");
        refuse = 503;
        assertThatThrownBy(() -> keeper.keep(this, "shaft", Optional.empty())).isInstanceOf(IOException.class);
    }
}
