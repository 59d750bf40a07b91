package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;

/** A binding keeps its role; users and groups belong to the RBAC group. */
final class RoleBindingRules implements KindRules {
    private static final String GROUP = "rbac.authorization.k8s.io";

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        ObjectNode role = Json.child(object, "roleRef");
        if (!role.has("apiGroup")) {
            role.put("apiGroup", GROUP);
        }
        for (JsonNode subject : object.path("subjects")) {
            String kind = Json.text(subject, "kind");
            if (!subject.has("apiGroup") && (kind.equals("User") || kind.equals("Group"))) {
                ((ObjectNode) subject).put("apiGroup", GROUP);
            }
        }
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        if (Json.text(object, "roleRef", "name").isEmpty()) {
            causes.add(Cause.required("roleRef.name", ""));
        }
        if (before != null && !Json.equal(object.path("roleRef"), before.path("roleRef"))) {
            causes.add(Cause.invalid("roleRef", object.path("roleRef").toString(), "cannot change roleRef"));
        }
    }
}
