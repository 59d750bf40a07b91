package io.sitewatch.operator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Defaulting as the API server does it, from the schema of the CRD: so that a manifest that was never sent to a cluster
 * means the same as one that was, and no default is written down twice.
 */
public final class SchemaDefaults {
    private SchemaDefaults() {}

    /** A copy of the value with the defaults of the schema where it says nothing. */
    public static JsonNode apply(JsonNode value, JsonNode schema) {
        JsonNode completed = value.deepCopy();
        complete(completed, schema);
        return completed;
    }

    private static void complete(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode child = property.getValue();
                if (!object.has(property.getKey()) && child.has("default")) {
                    object.set(property.getKey(), child.get("default").deepCopy());
                }
                if (object.has(property.getKey())) {
                    complete(object.get(property.getKey()), child);
                }
            });
        } else if (value instanceof ArrayNode array) {
            array.forEach(item -> complete(item, schema.path("items")));
        }
    }
}
