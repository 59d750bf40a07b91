package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import java.util.List;

/** Keys are file names; an immutable one keeps its content. */
final class ConfigMapRules implements KindRules {

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        DataKeys.validate("data", object.path("data"), causes);
        DataKeys.validate("binaryData", object.path("binaryData"), causes);
        if (before != null) {
            DataKeys.validateImmutable(object, before, List.of("data", "binaryData"), causes);
        }
    }
}
