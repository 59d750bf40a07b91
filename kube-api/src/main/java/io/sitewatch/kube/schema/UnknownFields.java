package io.sitewatch.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Pruning: takes away what a schema does not know, and says what that was. */
public final class UnknownFields {
    private static final Schema EMBEDDED_META =
            new SchemaReader().read(Json.literal("{\"x-kubernetes-preserve-unknown-fields\":true}"));

    /**
     * Prunes in place.
     *
     * @return paths of what was taken away, such as {@code spec.containers[0].imag}
     */
    public List<String> prune(Schema schema, ObjectNode object) {
        List<String> unknown = new ArrayList<>();
        prune(schema, object, "", unknown, true);
        return unknown;
    }

    /** Whether a value, which is no whole object, has fields that its schema does not know. */
    public boolean isIn(Schema schema, JsonNode value) {
        List<String> unknown = new ArrayList<>();
        prune(schema, value.deepCopy(), "", unknown, false);
        return !unknown.isEmpty();
    }

    private void prune(Schema schema, JsonNode value, String path, List<String> unknown, boolean root) {
        if (value instanceof ObjectNode object) {
            pruneObject(schema, object, path, unknown, root || schema.embeddedResource());
        } else if (value.isArray() && schema.items() != null) {
            for (int i = 0; i < value.size(); i++) {
                prune(schema.items(), value.get(i), path + "[" + i + "]", unknown, false);
            }
        }
    }

    private void pruneObject(Schema schema, ObjectNode object, String path, List<String> unknown, boolean resource) {
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            Schema known = schema.field(field.getKey());
            if (known == null && resource) {
                known = resourceField(field.getKey());
            }
            if (known == null) {
                unknown.add(at);
                fields.remove();
            } else {
                prune(known, field.getValue(), at, unknown, false);
            }
        }
    }

    private static Schema resourceField(String name) {
        return switch (name) {
            case "apiVersion", "kind", "metadata" -> EMBEDDED_META;
            default -> null;
        };
    }
}
