package io.sitewatch.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;

/**
 * One entry of {@code metadata.managedFields}.
 *
 * @param subresource "" for the object itself
 * @param time RFC 3339, or "" when unknown
 */
record ManagedEntry(
        String manager, Operation operation, String apiVersion, String subresource, String time, FieldSet fields) {

    enum Operation {
        Apply,
        Update
    }

    static ManagedEntry of(JsonNode json) {
        return new ManagedEntry(
                Json.text(json, "manager"),
                "Apply".equals(Json.text(json, "operation")) ? Operation.Apply : Operation.Update,
                Json.text(json, "apiVersion"),
                Json.text(json, "subresource"),
                Json.text(json, "time"),
                FieldSet.of(json.path("fieldsV1")));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("manager", manager).put("operation", operation.name());
        json.put("apiVersion", apiVersion);
        if (!time.isEmpty()) {
            json.put("time", time);
        }
        json.put("fieldsType", "FieldsV1").set("fieldsV1", fields.toJson());
        if (!subresource.isEmpty()) {
            json.put("subresource", subresource);
        }
        return json;
    }

    /** Whether both are the same manager acting the same way; an applier stays the same across versions. */
    boolean sameManager(ManagedEntry other) {
        return manager.equals(other.manager)
                && operation == other.operation
                && subresource.equals(other.subresource)
                && (operation == Operation.Apply || apiVersion.equals(other.apiVersion));
    }

    ManagedEntry withFields(FieldSet now) {
        return new ManagedEntry(manager, operation, apiVersion, subresource, time, now);
    }

    ManagedEntry at(String now) {
        return new ManagedEntry(manager, operation, apiVersion, subresource, now, fields);
    }

    /** As a conflict names it. */
    String describe() {
        String text = "\"" + manager + "\"";
        if (!subresource.isEmpty()) {
            text += " with subresource \"" + subresource + "\"";
        }
        if (operation == Operation.Update) {
            text += " using " + apiVersion;
        }
        return text;
    }
}
