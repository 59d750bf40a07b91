package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;

/** A job labels its pods with its own uid, runs once by default, and keeps its template. */
final class JobRules implements KindRules {
    private final PodTemplateRules template;

    JobRules(PodTemplateRules template) {
        this.template = template;
    }

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        ObjectNode spec = Json.child(object, "spec");
        template.complete(spec.path("template").path("spec"));
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1);
        }
        if (!spec.has("parallelism")) {
            spec.put("parallelism", 1);
        }
        if (before != null || spec.path("manualSelector").asBoolean(false)) {
            return;
        }
        String uid = Json.text(object, "metadata", "uid");
        String name = Json.text(object, "metadata", "name");
        Json.child(Json.child(spec, "selector"), "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        Json.child(Json.child(Json.child(spec, "template"), "metadata"), "labels")
                .put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", name)
                .put("controller-uid", uid)
                .put("job-name", name);
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        JsonNode pod = object.path("spec").path("template").path("spec");
        template.validate("spec.template.spec", pod, causes);
        requireEnding("spec.template.spec.restartPolicy", pod, causes);
        if (before != null
                && !Json.equal(
                        object.path("spec").path("template"),
                        before.path("spec").path("template"))) {
            causes.add(Cause.invalid(
                    "spec.template", object.path("spec").path("template").toString(), "field is immutable"));
        }
    }

    static void requireEnding(String field, JsonNode pod, List<Cause> causes) {
        String policy = Json.text(pod, "restartPolicy");
        if (!policy.equals("OnFailure") && !policy.equals("Never")) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: \"" + policy + "\": supported values: \"OnFailure\", \"Never\"",
                    field));
        }
    }
}
