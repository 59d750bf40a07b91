package io.sitewatch.kube.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
    private static final JsonNode OBJECT = Json.literal("""
            {"spec":{"size":3,"list":[{"n":1},{"n":2}]},"metadata":{"labels":{"a.b/c":"x"}},
             "status":{"conditions":[{"type":"A","status":"False"},{"type":"Ready","status":"True"}]}}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ".spec.size | 3",
                ".spec.list[1].n | 2",
                ".spec.list[-1].n | 2",
                ".spec.list[*].n | 1",
                ".status.conditions[?(@.type==\"Ready\")].status | True",
                ".status.conditions[?(@.type=='A')].status | False",
                ".metadata.labels['a.b/c'] | x",
                ".metadata.labels.a\\.b/c | x",
                ".spec.missing | none"
            })
    void pathsFindTheirValue(String path, String expected) {
        assertThat(JsonPath.parse(path).first(OBJECT).map(JsonNode::asText).orElse("none"))
                .isEqualTo(expected);
    }
}
