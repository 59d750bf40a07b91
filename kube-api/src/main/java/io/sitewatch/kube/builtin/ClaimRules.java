package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;

/** A claim is Pending at first, and its spec stays but for the asked storage. */
final class ClaimRules implements KindRules {

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        if (before == null) {
            Json.child(object, "status").put("phase", "Pending");
        }
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        if (object.path("spec").path("accessModes").isEmpty()) {
            causes.add(Cause.required("spec.accessModes", "at least 1 access mode is required"));
        }
        if (before != null && !Json.equal(fixed(object), fixed(before))) {
            causes.add(Cause.forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound"
                            + " claims"));
        }
    }

    private static ObjectNode fixed(ObjectNode claim) {
        ObjectNode spec = claim.path("spec").isObject() ? claim.get("spec").deepCopy() : Json.object();
        spec.remove(List.of("resources", "volumeAttributesClassName", "volumeName", "storageClassName"));
        return spec;
    }
}
