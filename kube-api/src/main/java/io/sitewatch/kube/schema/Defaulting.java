package io.sitewatch.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in the defaults of a schema, in place. An explicit null counts as absent where a default stands ready and null is not allowed. */
public final class Defaulting {

    public void apply(Schema schema, JsonNode value) {
        if (!schema.hasDefaults()) {
            return;
        }
        if (value instanceof ObjectNode object) {
            schema.properties().forEach((name, field) -> fill(object, name, field));
            if (schema.additional() != null) {
                object.properties().forEach(entry -> {
                    if (!schema.properties().containsKey(entry.getKey())) {
                        apply(schema.additional(), entry.getValue());
                    }
                });
            }
        } else if (value.isArray() && schema.items() != null) {
            value.forEach(item -> apply(schema.items(), item));
        }
    }

    private void fill(ObjectNode object, String name, Schema field) {
        JsonNode present = object.get(name);
        if (present == null || (present.isNull() && !field.nullable())) {
            if (field.defaultValue().isEmpty()) {
                return;
            }
            object.set(name, field.defaultValue().get().deepCopy());
        }
        apply(field, object.get(name));
    }
}
