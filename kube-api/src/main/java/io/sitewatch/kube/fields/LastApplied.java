package io.sitewatch.kube.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.fields.TypedValues.Comparison;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import java.nio.charset.StandardCharsets;

/**
 * The way from {@code kubectl apply} to {@code kubectl apply --server-side}: what the annotation says was applied on the client's side is
 * no conflict for the manager {@code kubectl}, and the annotation is kept up to date.
 */
final class LastApplied {
    private static final String KUBECTL = "kubectl";
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    /** The fields that a manager may take over without force. */
    FieldSet tolerated(Schema schema, ObjectNode live, String manager) {
        String text = Json.text(live, "metadata", "annotations", ANNOTATION);
        if (!manager.equals(KUBECTL) || text.isEmpty()) {
            return new FieldSet();
        }
        try {
            if (!(Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode applied)) {
                return new FieldSet();
            }
            Comparison drift = TypedValues.compare(schema, applied, live);
            return TypedValues.paths(schema, applied).minus(drift.changed()).minus(drift.removed());
        } catch (JsonProcessingException notOurs) {
            return new FieldSet();
        }
    }

    /** Writes what is applied now into the annotation, when there is one. */
    void keep(ObjectNode applied, ObjectNode config, String manager) {
        if (!manager.equals(KUBECTL)
                || Json.text(applied, "metadata", "annotations", ANNOTATION).isEmpty()) {
            return;
        }
        ObjectNode annotations = Json.child(Json.child(applied, "metadata"), "annotations");
        annotations.put(ANNOTATION, config.toString() + "\n");
    }
}
