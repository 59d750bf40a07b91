package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Takes choices by default out of the CRD. One that the API server would make belongs to nobody: it would stay when somebody
 * takes another choice with a server-side apply, and then there would be two. So people read in the description what is
 * chosen, and the operator completes it itself. The defaults below a choice are the API server's: they go with it.
 */
final class ChoicesDefaults {
    /** Of these a structure has exactly one. */
    private static final Set<String> CHOICES =
            Set.of("simulator", "http", "managed", "external", "disabled", "volume", "objectStore");

    private ChoicesDefaults() {}

    /** Moves them into the descriptions. */
    static void describe(JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            ObjectNode child = (ObjectNode) property.getValue();
            if (choosesByDefault(child) || isOfTheRelease(property.getKey(), child)) {
                describeOne(child);
            }
            describe(child);
        });
    }

    /** Of a schema, all defaults and nothing else. */
    static ObjectNode all(JsonNode schema) {
        ObjectNode defaults = JsonNodeFactory.instance.objectNode();
        if (schema.has("default")) {
            defaults.set("default", schema.get("default"));
        }
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(property -> {
            ObjectNode child = all(property.getValue());
            if (!child.isEmpty()) {
                properties.set(property.getKey(), child);
            }
        });
        if (!properties.isEmpty()) {
            defaults.set("properties", properties);
        }
        return defaults;
    }

    /** A version that is not asked for is the operator's to choose: one written into the site would stay for ever. */
    private static boolean isOfTheRelease(String field, JsonNode schema) {
        return field.equals("version") && schema.has("default");
    }

    private static boolean choosesByDefault(JsonNode schema) {
        return CHOICES.stream().anyMatch(schema.path("default")::has);
    }

    private static void describeOne(ObjectNode schema) {
        JsonNode value = schema.remove("default");
        if (value.isValueNode() || !value.isEmpty()) {
            schema.put(
                    "description",
                    schema.path("description").asText() + "; default: " + (value.isTextual() ? value.asText() : value));
        }
    }
}
