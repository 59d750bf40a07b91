package io.sitewatch.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** An explicit null in a request counts as absent, unless the field may be null or has a default, which then takes its place. */
public final class NullFields {

    /** Takes such nulls out of an object, in place. */
    public void prune(Schema schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            List<String> absent = new ArrayList<>();
            object.properties().forEach(entry -> {
                Schema field = schema.properties().getOrDefault(entry.getKey(), schema.additional());
                if (field == null) {
                    return;
                }
                if (entry.getValue().isNull()) {
                    if (!field.nullable() && field.defaultValue().isEmpty()) {
                        absent.add(entry.getKey());
                    }
                } else {
                    prune(field, entry.getValue());
                }
            });
            object.remove(absent);
        } else if (value.isArray() && schema.items() != null) {
            value.forEach(item -> prune(schema.items(), item));
        }
    }
}
