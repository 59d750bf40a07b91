package io.sitewatch.kube.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.Schema.ListType;
import java.util.HashMap;
import java.util.Map;

/** Which element of a stored list an element of the new one was: by its keys, or the same value of a set. */
final class Correlation {
    private final Schema schema;
    private final Map<JsonNode, JsonNode> before = new HashMap<>();

    Correlation(Schema schema, JsonNode before) {
        this.schema = schema;
        if (before != null && schema.listType() != ListType.ATOMIC) {
            before.forEach(item -> this.before.put(identity(item), item));
        }
    }

    /** The stored element, or null. */
    JsonNode of(JsonNode item) {
        return before.isEmpty() ? null : before.get(identity(item));
    }

    private JsonNode identity(JsonNode item) {
        return schema.listType() == ListType.MAP ? keys(schema, item) : item;
    }

    static ObjectNode keys(Schema schema, JsonNode item) {
        ObjectNode keys = Json.object();
        for (String key : schema.listKeys()) {
            if (item.has(key)) {
                keys.set(key, item.get(key));
            }
        }
        return keys;
    }
}
