package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sitewatch.kube.schema.Schema;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * What a trip through the API server's Go types does to an object: empty lists and maps, nulls and empty strings go, and quantities get
 * their canonical form ("1000m" is stored as "1").
 */
final class GoEncoding {
    /** Strings behind a Go pointer: their empty value means something. */
    private static final Set<String> MEANT_WHEN_EMPTY =
            Set.of("storageClassName", "appProtocol", "volumeAttributesClassName");

    private static final Set<String> OMITTED_WHEN_ZERO = Set.of(
            "stdin",
            "stdinOnce",
            "tty",
            "hostNetwork",
            "hostPID",
            "hostIPC",
            "readOnly",
            "paused",
            "publishNotReadyAddresses",
            "initialDelaySeconds",
            "minReadySeconds",
            "hostPort",
            "nodePort",
            "readyReplicas",
            "availableReplicas",
            "updatedReplicas",
            "unavailableReplicas");

    void normalise(Schema schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> entry = fields.next();
                Schema field = schema.field(entry.getKey());
                if (field == null
                        || (field.preserveUnknown()
                                && !field.isObject()
                                && field.properties().isEmpty())) {
                    continue;
                }
                boolean declared = schema.properties().containsKey(entry.getKey());
                if (declared && isOmitted(entry.getKey(), field, entry.getValue())) {
                    fields.remove();
                } else if (field.source().has("x-quantity") && entry.getValue().isValueNode()) {
                    entry.setValue(canonical(entry.getValue()));
                } else {
                    normalise(field, entry.getValue());
                }
            }
        } else if (value.isArray() && schema.items() != null) {
            value.forEach(item -> normalise(schema.items(), item));
        }
    }

    private static boolean isOmitted(String name, Schema field, JsonNode value) {
        if (value.isNull()) {
            return true;
        }
        if (value.isArray()) {
            return value.isEmpty();
        }
        if (value.isObject()) {
            return value.isEmpty() && field.additional() != null;
        }
        if (value.isTextual()) {
            return value.textValue().isEmpty() && !MEANT_WHEN_EMPTY.contains(name);
        }
        return OMITTED_WHEN_ZERO.contains(name)
                && (value.isBoolean() ? !value.booleanValue() : value.isNumber() && value.asDouble() == 0);
    }

    private static JsonNode canonical(JsonNode quantity) {
        try {
            return TextNode.valueOf(CanonicalQuantity.of(quantity.asText()));
        } catch (IllegalArgumentException notAQuantity) {
            return quantity;
        }
    }
}
