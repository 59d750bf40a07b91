package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;

/** A pod is Pending at first. */
final class PodRules implements KindRules {
    private final PodTemplateRules template;

    PodRules(PodTemplateRules template) {
        this.template = template;
    }

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        template.complete(object.path("spec"));
        if (before == null) {
            Json.child(object, "status").put("phase", "Pending").put("qosClass", "BestEffort");
        }
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        template.validate("spec", object.path("spec"), causes);
    }
}
