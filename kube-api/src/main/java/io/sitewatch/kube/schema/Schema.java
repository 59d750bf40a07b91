package io.sitewatch.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One node of a structural schema, ready to walk: an OpenAPI v3 schema of a CRD version, or the same made from the Java model of a
 * built-in kind.
 *
 * @param source the JSON it was read from, with the value rules (ranges, lengths, patterns, enums, oneOf ...)
 * @param type {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code boolean}, or "" for anything
 * @param properties the declared fields of an object
 * @param additional the schema of the values of a map; null for a struct
 * @param items the schema of the elements of a list; null when it is no list
 * @param listKeys the key fields of a {@code listType: map}
 * @param rules the CEL rules of this node
 * @param hasDefaults whether this node or one below it has a default
 * @param hasRules whether this node or one below it has CEL rules
 */
public record Schema(
        ObjectNode source,
        String type,
        Map<String, Schema> properties,
        Set<String> required,
        Schema additional,
        Schema items,
        ListType listType,
        List<String> listKeys,
        boolean atomicMap,
        boolean preserveUnknown,
        boolean embeddedResource,
        boolean intOrString,
        boolean nullable,
        List<CelRule> rules,
        boolean hasDefaults,
        boolean hasRules) {

    /** How the elements of a list are owned and merged. */
    public enum ListType {
        ATOMIC,
        SET,
        MAP
    }

    /** One entry of {@code x-kubernetes-validations}. */
    public record CelRule(
            String rule,
            String message,
            String messageExpression,
            String reason,
            String fieldPath,
            Optional<Boolean> optionalOldSelf) {}

    /** A node about which nothing is known: every value is allowed and kept. */
    public static final Schema ANYTHING = new SchemaReader().read(anything());

    public boolean isObject() {
        return "object".equals(type);
    }

    public boolean isArray() {
        return "array".equals(type);
    }

    /** A map with free keys, or a struct that keeps what it does not know. */
    public boolean isFreeForm() {
        return additional != null || preserveUnknown;
    }

    public Optional<JsonNode> defaultValue() {
        return Optional.ofNullable(source.get("default"));
    }

    /** The schema of a field: declared, of the map's values, or anything where unknown fields are kept. Null when unknown. */
    public Schema field(String name) {
        Schema declared = properties.get(name);
        if (declared != null) {
            return declared;
        }
        if (additional != null) {
            return additional;
        }
        return preserveUnknown ? ANYTHING : null;
    }

    /** The same node with other properties: how the common fields of every object are put over a CRD's own schema. */
    public Schema withProperties(Map<String, Schema> more) {
        Map<String, Schema> merged = new LinkedHashMap<>(properties);
        merged.putAll(more);
        return new Schema(
                source,
                type.isEmpty() ? "object" : type,
                Collections.unmodifiableMap(merged),
                required,
                additional,
                items,
                listType,
                listKeys,
                atomicMap,
                preserveUnknown,
                embeddedResource,
                intOrString,
                nullable,
                rules,
                hasDefaults,
                hasRules);
    }

    private static ObjectNode anything() {
        ObjectNode node = Json.object();
        node.put("x-kubernetes-preserve-unknown-fields", true);
        return node;
    }
}
