package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;
import java.util.Set;

/** Deployments, StatefulSets, ReplicaSets and DaemonSets: a selector that fits the template and stays. */
final class WorkloadRules implements KindRules {
    private static final Set<String> STATEFUL_SET_MUTABLE = Set.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    private final PodTemplateRules template;

    WorkloadRules(PodTemplateRules template) {
        this.template = template;
    }

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        JsonNode spec = object.path("spec");
        template.complete(spec.path("template").path("spec"));
        if ("RollingUpdate".equals(Json.text(spec, "strategy", "type"))) {
            ObjectNode rolling = Json.child((ObjectNode) spec.get("strategy"), "rollingUpdate");
            if (!rolling.has("maxUnavailable")) {
                rolling.put("maxUnavailable", "25%");
            }
            if (!rolling.has("maxSurge")) {
                rolling.put("maxSurge", "25%");
            }
        }
        if ("RollingUpdate".equals(Json.text(spec, "updateStrategy", "type")) && spec.has("podManagementPolicy")) {
            ObjectNode rolling = Json.child((ObjectNode) spec.get("updateStrategy"), "rollingUpdate");
            if (!rolling.has("partition")) {
                rolling.put("partition", 0);
            }
        }
        if (before == null && "apps/v1".equals(Json.text(object, "apiVersion"))) {
            ObjectNode status = Json.child(object, "status");
            if ("StatefulSet".equals(Json.text(object, "kind")) || "ReplicaSet".equals(Json.text(object, "kind"))) {
                status.put("replicas", 0);
            }
        }
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path("selector");
        if (selector.isMissingNode()) {
            causes.add(Cause.required("spec.selector", ""));
        } else if (selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty()) {
            causes.add(Cause.invalid("spec.selector", selector.toString(), "empty selector is invalid for deployment"));
        }
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        boolean fits = selector.path("matchLabels").properties().stream()
                .allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
        if (!fits) {
            causes.add(Cause.invalid(
                    "spec.template.metadata.labels",
                    labels.isMissingNode() ? "null" : labels.toString(),
                    "`selector` does not match template `labels`"));
        }
        if (spec.path("replicas").asInt() < 0) {
            causes.add(Cause.invalid(
                    "spec.replicas", spec.path("replicas").asText(), "must be greater than or equal to 0"));
        }
        template.validate("spec.template.spec", spec.path("template").path("spec"), causes);
        if (before != null) {
            fixedFields(object, before, causes);
        }
    }

    private static void fixedFields(ObjectNode object, ObjectNode before, List<Cause> causes) {
        if ("StatefulSet".equals(Json.text(object, "kind"))) {
            if (!Json.equal(fixedSpec(object), fixedSpec(before))) {
                causes.add(Cause.forbidden(
                        "spec",
                        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                                + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'"
                                + " and 'minReadySeconds' are forbidden"));
            }
        } else if (!Json.equal(
                object.path("spec").path("selector"), before.path("spec").path("selector"))) {
            causes.add(Cause.invalid(
                    "spec.selector", object.path("spec").path("selector").toString(), "field is immutable"));
        }
    }

    private static ObjectNode fixedSpec(ObjectNode object) {
        ObjectNode spec = object.path("spec").isObject() ? object.get("spec").deepCopy() : Json.object();
        spec.remove(STATEFUL_SET_MUTABLE);
        return spec;
    }
}
