package io.sitewatch.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema.CelRule;
import io.sitewatch.kube.schema.Schema.ListType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@link Schema} out of OpenAPI v3 JSON as CRDs carry it. */
public final class SchemaReader {

    public Schema read(JsonNode json) {
        ObjectNode source = json instanceof ObjectNode object ? object : Json.object();
        Map<String, Schema> properties = properties(source);
        Schema additional = additional(source.path("additionalProperties"));
        Schema items = source.get("items") instanceof ObjectNode element ? read(element) : null;
        List<CelRule> rules = rules(source.path("x-kubernetes-validations"));
        boolean childDefaults = properties.values().stream().anyMatch(Schema::hasDefaults)
                || (additional != null && additional.hasDefaults())
                || (items != null && items.hasDefaults());
        boolean childRules = properties.values().stream().anyMatch(Schema::hasRules)
                || (additional != null && additional.hasRules())
                || (items != null && items.hasRules());
        return new Schema(
                source,
                source.path("type").asText(""),
                properties,
                required(source),
                additional,
                items,
                listType(source),
                strings(source.path("x-kubernetes-list-map-keys")),
                "atomic".equals(source.path("x-kubernetes-map-type").asText()),
                source.path("x-kubernetes-preserve-unknown-fields").asBoolean(false),
                source.path("x-kubernetes-embedded-resource").asBoolean(false),
                source.path("x-kubernetes-int-or-string").asBoolean(false),
                source.path("nullable").asBoolean(false),
                rules,
                childDefaults || source.has("default"),
                childRules || !rules.isEmpty());
    }

    private Map<String, Schema> properties(ObjectNode source) {
        JsonNode declared = source.path("properties");
        if (declared.isEmpty()) {
            return Map.of();
        }
        Map<String, Schema> properties = new LinkedHashMap<>();
        declared.properties().forEach(entry -> properties.put(entry.getKey(), read(entry.getValue())));
        return Collections.unmodifiableMap(properties);
    }

    private Schema additional(JsonNode node) {
        if (node.isObject()) {
            return read(node);
        }
        return node.asBoolean(false) ? Schema.ANYTHING : null;
    }

    private static Set<String> required(ObjectNode source) {
        List<String> names = strings(source.path("required"));
        return names.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    private static ListType listType(ObjectNode source) {
        return switch (source.path("x-kubernetes-list-type").asText()) {
            case "map" -> ListType.MAP;
            case "set" -> ListType.SET;
            default -> ListType.ATOMIC;
        };
    }

    private static List<CelRule> rules(JsonNode node) {
        List<CelRule> rules = new ArrayList<>();
        for (JsonNode rule : node) {
            rules.add(new CelRule(
                    rule.path("rule").asText(),
                    rule.path("message").asText(),
                    rule.path("messageExpression").asText(),
                    rule.path("reason").asText("FieldValueInvalid"),
                    rule.path("fieldPath").asText(),
                    rule.has("optionalOldSelf")
                            ? Optional.of(rule.get("optionalOldSelf").asBoolean())
                            : Optional.empty()));
        }
        return List.copyOf(rules);
    }

    private static List<String> strings(JsonNode node) {
        List<String> strings = new ArrayList<>();
        node.forEach(item -> strings.add(item.asText()));
        return List.copyOf(strings);
    }
}
