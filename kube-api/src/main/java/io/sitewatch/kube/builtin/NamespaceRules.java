package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;

/** A namespace is Active, carries its name as a label, and is held until its content is gone. */
final class NamespaceRules implements KindRules {

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        if (before == null) {
            Json.child(object, "spec").putArray("finalizers").add("kubernetes");
            Json.child(object, "status").put("phase", "Active");
        }
        ObjectNode metadata = Json.child(object, "metadata");
        Json.child(metadata, "labels").put("kubernetes.io/metadata.name", Json.text(metadata, "name"));
    }
}
