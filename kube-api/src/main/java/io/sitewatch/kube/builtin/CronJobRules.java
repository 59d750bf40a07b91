package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;

/** A cron job needs a schedule and a template that ends. */
final class CronJobRules implements KindRules {
    private final PodTemplateRules template;

    CronJobRules(PodTemplateRules template) {
        this.template = template;
    }

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        template.complete(pod(object));
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        if (Json.text(object, "spec", "schedule").isEmpty()) {
            causes.add(Cause.required("spec.schedule", ""));
        }
        template.validate("spec.jobTemplate.spec.template.spec", pod(object), causes);
        JobRules.requireEnding("spec.jobTemplate.spec.template.spec.restartPolicy", pod(object), causes);
    }

    private static JsonNode pod(ObjectNode object) {
        return object.path("spec")
                .path("jobTemplate")
                .path("spec")
                .path("template")
                .path("spec");
    }
}
