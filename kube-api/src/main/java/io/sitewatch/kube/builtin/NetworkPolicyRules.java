package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;

/** The policy's types follow from its rules when they are not named. */
final class NetworkPolicyRules implements KindRules {

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        ObjectNode spec = Json.child(object, "spec");
        Json.child(spec, "podSelector");
        if (!spec.has("policyTypes")) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (spec.has("egress")) {
                types.add("Egress");
            }
        }
    }
}
