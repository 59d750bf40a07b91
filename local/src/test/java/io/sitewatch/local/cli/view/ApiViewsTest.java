package io.sitewatch.local.cli.view;

import static io.sitewatch.local.cli.TestSites.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.kafka.GroupLag;
import io.sitewatch.local.cli.kafka.TopicState;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ApiViewsTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void tablesHaveTheColumnsThatTheApiCallsImportant() {
        JsonNode table = parse("""
                {"columnDefinitions": [{"name":"Name","priority":0},{"name":"Ready","priority":0},{"name":"Lag","priority":1}],
                 "rows": [
                   {"cells": ["shaft", null, 7], "object": {"metadata": {"namespace": "default"}}},
                   {"cells": ["tunnel-east", "True", 0], "object": {"metadata": {"namespace": "east"}}}]}
                """);

        assertThat(KubeTable.lines(table, false, false))
                .containsExactly("NAME          READY", "shaft         <none>", "tunnel-east   True");
        assertThat(KubeTable.spansNamespaces(table)).isTrue();
        assertThat(KubeTable.lines(table, true, true))
                .containsExactly(
                        "NAMESPACE   NAME          READY    LAG",
                        "default     shaft         <none>   7",
                        "east        tunnel-east   True     0");
        assertThat(KubeTable.lines(parse("{\"columnDefinitions\":[{\"name\":\"Name\"}],\"rows\":[]}"), false, false))
                .isEmpty();
    }

    @Test
    void resourcesAreShownWithoutTheBookkeepingOfTheirFields() {
        JsonNode object =
                parse("{\"kind\":\"Kafka\",\"metadata\":{\"name\":\"shaft\",\"managedFields\":[{\"manager\":\"x\"}],"
                        + "\"resourceVersion\":\"17\"}}");

        assertThat(ResourceText.yaml(object))
                .isEqualTo("kind: Kafka\nmetadata:\n  name: shaft\n  resourceVersion: \"17\"\n");
        assertThat(object.path("metadata").has("managedFields")).isTrue();
    }

    @Test
    void oneKeyOfASecretIsDecoded() {
        JsonNode secret = parse(
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"login\"},\"data\":{\"password\":\"czNjcmV0\"}}");

        assertThat(ResourceText.key(secret, "password")).isEqualTo("s3cret");
        assertThatThrownBy(() -> ResourceText.key(secret, "user"))
                .isInstanceOf(CommandException.class)
                .hasMessage("secret/login has no key user; it has password");
    }

    @Test
    void descriptionsShowConditionsAndEventsAndNoSecretValues() {
        JsonNode secret = parse("""
                {"metadata": {"name": "login", "namespace": "default", "creationTimestamp": "2026-03-01T09:59:00Z"},
                 "data": {"password": "czNjcmV0"},
                 "status": {"conditions": [{"type":"Ready","status":"False","reason":"Waits","message":"for a key",
                            "lastTransitionTime":"2026-03-01T09:59:48Z"}]}}
                """);
        JsonNode event = parse("{\"type\":\"Warning\",\"reason\":\"Failed\",\"message\":\"no key\",\"count\":3,"
                + "\"lastTimestamp\":\"2026-03-01T09:59:55Z\",\"source\":{\"component\":\"operator\"}}");

        assertThat(DescribeView.lines("Secret", "v1", secret, List.of(event), NOW))
                .containsExactly(
                        "Name:         login",
                        "Namespace:    default",
                        "Kind:         Secret (v1)",
                        "Age:          60s",
                        "Data:",
                        "  password: 6 bytes",
                        "Conditions:",
                        "  TYPE    STATUS   FOR   REASON   MESSAGE",
                        "  Ready   False    12s   Waits    for a key",
                        "Events:",
                        "  AGE       TYPE      REASON   FROM       MESSAGE",
                        "  5s (x3)   Warning   Failed   operator   no key");
    }

    @Test
    void hitsStandInColumnsNumbersToTheRight() {
        JsonNode answer = parse("""
                {"hits": {"total": {"value": 42}, "hits": [
                  {"_source": {"instrument": "piezometer", "reading": 120.5}},
                  {"_source": {"instrument": "piezometer", "reading": 9, "level": "alarm"}}]}}
                """);

        assertThat(HitTable.lines(answer))
                .containsExactly(
                        "instrument   reading   level",
                        "piezometer     120.5",
                        "piezometer         9   alarm",
                        "(2 of 42 hits)");
        assertThat(HitTable.lines(parse("{\"hits\":{\"total\":{\"value\":0},\"hits\":[]}}")))
                .containsExactly("(0 of 0 hits)");
    }

    @Test
    void topicsStandInTheOrderInWhichReadingsPassThem() {
        assertThat(TopicTable.lines(
                        List.of(
                                new TopicState("alerts", 1, 2, 2),
                                new TopicState("monitoring", 3, 1200, 1300),
                                new TopicState("zz_own", 1, 0, 0),
                                new TopicState("piezometer", 3, 600, 600)),
                        OptionalLong.of(7),
                        List.of(new GroupLag("bi", "piezometer", 12))))
                .containsExactly(
                        "TOPIC        PARTITIONS   MESSAGES   WRITTEN",
                        "monitoring            3       1200      1300",
                        "piezometer            3        600       600",
                        "alerts                1          2         2",
                        "zz_own                1          0         0",
                        "",
                        "READER       TOPIC        LAG",
                        "the stream   monitoring     7",
                        "group bi     piezometer    12");
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
