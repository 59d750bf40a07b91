package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;
import java.util.regex.Pattern;

/** A Service gets an address and keeps it. */
final class ServiceRules implements KindRules {
    private static final String NONE = "None";
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final ClusterIps addresses;

    ServiceRules(ClusterIps addresses) {
        this.addresses = addresses;
    }

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        ObjectNode spec = Json.child(object, "spec");
        for (JsonNode port : spec.path("ports")) {
            if (!port.has("targetPort")) {
                ((ObjectNode) port).set("targetPort", port.path("port"));
            }
        }
        if (before == null) {
            Json.child(Json.child(object, "status"), "loadBalancer");
        }
        if ("ExternalName".equals(Json.text(spec, "type"))) {
            return;
        }
        keepAddress(spec, before);
        if (!spec.has("internalTrafficPolicy")) {
            spec.put("internalTrafficPolicy", "Cluster");
        }
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        if (!spec.has("ipFamilyPolicy")) {
            spec.put("ipFamilyPolicy", "SingleStack");
        }
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        String address = Json.text(spec, "clusterIP");
        boolean headless = NONE.equals(address);
        boolean external = "ExternalName".equals(Json.text(spec, "type"));
        if (spec.path("ports").isEmpty() && !headless && !external) {
            causes.add(Cause.required("spec.ports", ""));
        }
        for (int i = 0; i < spec.path("ports").size(); i++) {
            int port = spec.path("ports").get(i).path("port").asInt();
            if (port < 1 || port > 65535) {
                causes.add(Cause.invalid(
                        "spec.ports[" + i + "].port",
                        Integer.toString(port),
                        "must be between 1 and 65535, inclusive"));
            }
            if (spec.path("ports").size() > 1
                    && Json.text(spec.path("ports").get(i), "name").isEmpty()) {
                causes.add(Cause.required("spec.ports[" + i + "].name", ""));
            }
        }
        String had = before == null ? "" : Json.text(before, "spec", "clusterIP");
        if (!had.isEmpty() && !had.equals(address) && !external) {
            causes.add(Cause.invalid("spec.clusterIPs[0]", "[\"" + address + "\"]", "may not change once set"));
        }
        if (before == null && IPV4.matcher(address).matches() && !addresses.contains(address)) {
            causes.add(Cause.invalid(
                    "spec.clusterIPs",
                    "[\"" + address + "\"]",
                    "failed to allocate IP " + address + ": the provided IP is not in the valid range"));
        }
    }

    private void keepAddress(ObjectNode spec, ObjectNode before) {
        if (before != null && Json.text(spec, "clusterIP").isEmpty()) {
            copy(before.path("spec"), spec, "clusterIP");
            copy(before.path("spec"), spec, "clusterIPs");
        }
        if (Json.text(spec, "clusterIP").isEmpty()) {
            spec.put(
                    "clusterIP",
                    addresses
                            .allocate()
                            .orElseThrow(() -> ApiException.internal("failed to allocate a serviceIP: range is full")));
        }
        if (!spec.has("clusterIPs")) {
            spec.putArray("clusterIPs").add(spec.get("clusterIP"));
        }
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        if (from.has(field)) {
            to.set(field, from.get(field));
        }
    }
}
