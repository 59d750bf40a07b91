package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.cel.CelCheck;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.SchemaReader;
import io.sitewatch.kube.validation.DefaultsCheck;
import java.util.List;
import java.util.Locale;

/** A definition is accepted and established at once: nothing else could take its names here. */
final class CustomResourceDefinitionRules implements KindRules {
    private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    private final CelCheck celCheck = new CelCheck();
    private final DefaultsCheck defaults = new DefaultsCheck();

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        ObjectNode spec = Json.child(object, "spec");
        ObjectNode names = Json.child(spec, "names");
        String kind = Json.text(names, "kind");
        if (!names.has("singular")) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (!names.has("listKind")) {
            names.put("listKind", kind + "List");
        }
        if (!spec.has("conversion")) {
            spec.putObject("conversion").put("strategy", "None");
        }
        if (object.path("metadata").hasNonNull("deletionTimestamp")) {
            return;
        }
        if (before == null) {
            Json.child(object, "metadata").withArray("finalizers").add(CLEANUP);
        }
        establish(object, before);
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        String expected = Json.text(spec, "names", "plural") + "." + Json.text(spec, "group");
        if (!Json.text(object, "metadata", "name").equals(expected)) {
            causes.add(Cause.invalid(
                    "metadata.name",
                    "\"" + Json.text(object, "metadata", "name") + "\"",
                    "must be spec.names.plural+\".\"+spec.group"));
        }
        if (Json.text(spec, "names", "kind").isEmpty()) {
            causes.add(Cause.required("spec.names.kind", ""));
        }
        int storage = 0;
        for (int i = 0; i < spec.path("versions").size(); i++) {
            JsonNode version = spec.path("versions").get(i);
            storage += version.path("storage").asBoolean() ? 1 : 0;
            if (!version.path("schema").path("openAPIV3Schema").isObject()) {
                causes.add(Cause.required("spec.versions[" + i + "].schema.openAPIV3Schema", "schemas are required"));
            }
        }
        if (before == null || !Json.equal(spec, before.path("spec"))) {
            rules(spec, causes);
        }
        if (storage != 1) {
            causes.add(Cause.invalid(
                    "spec.versions",
                    spec.path("versions").size() + " versions",
                    "must have exactly one version marked as storage version"));
        }
    }

    private void rules(JsonNode spec, List<Cause> causes) {
        JsonNode versions = spec.path("versions");
        boolean oneSchema = oneSchema(versions);
        for (int i = 0; i < (oneSchema ? 1 : versions.size()); i++) {
            String at =
                    oneSchema ? "spec.validation.openAPIV3Schema" : "spec.versions[" + i + "].schema.openAPIV3Schema";
            Schema schema =
                    new SchemaReader().read(versions.get(i).path("schema").path("openAPIV3Schema"));
            for (CelCheck.Broken broken : celCheck.check(schema)) {
                String field = at + broken.path() + ".x-kubernetes-validations[" + broken.index() + "].rule";
                causes.add(Cause.invalid(field, "\"" + broken.rule() + "\"", broken.message()));
            }
            causes.addAll(defaults.check(schema, at));
        }
    }

    /** A schema that all versions share is, to the API server, one of the definition. */
    private static boolean oneSchema(JsonNode versions) {
        JsonNode first = versions.path(0).path("schema");
        for (JsonNode version : versions) {
            if (!Json.equal(version.path("schema"), first)) {
                return false;
            }
        }
        return !versions.isEmpty();
    }

    private static void establish(ObjectNode object, ObjectNode before) {
        ObjectNode status = Json.child(object, "status");
        status.set("acceptedNames", object.path("spec").path("names").deepCopy());
        if (before == null) {
            String since = Json.text(object, "metadata", "creationTimestamp");
            condition(status, "NamesAccepted", "NoConflicts", "no conflicts found", since);
            condition(status, "Established", "InitialNamesAccepted", "the initial names have been accepted", since);
        }
        for (JsonNode version : object.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                addOnce(status, Json.text(version, "name"));
            }
        }
    }

    private static void addOnce(ObjectNode status, String version) {
        for (JsonNode stored : status.withArray("storedVersions")) {
            if (stored.asText().equals(version)) {
                return;
            }
        }
        status.withArray("storedVersions").add(version);
    }

    private static void condition(ObjectNode status, String type, String reason, String message, String since) {
        status.withArray("conditions")
                .addObject()
                .put("lastTransitionTime", since)
                .put("message", message)
                .put("reason", reason)
                .put("status", "True")
                .put("type", type);
    }
}
