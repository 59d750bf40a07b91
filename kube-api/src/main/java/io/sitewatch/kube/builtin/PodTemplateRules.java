package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Defaults and checks of a pod's spec that depend on other fields. */
final class PodTemplateRules {

    void complete(JsonNode spec) {
        containers(spec.path("containers"));
        containers(spec.path("initContainers"));
        if (spec instanceof ObjectNode object && object.has("serviceAccountName")) {
            object.set("serviceAccount", object.get("serviceAccountName"));
        }
        for (JsonNode volume : spec.path("volumes")) {
            if (volume.size() == 1) {
                ((ObjectNode) volume).putObject("emptyDir");
            }
        }
    }

    void validate(String at, JsonNode spec, List<Cause> causes) {
        if (spec.path("containers").isEmpty()) {
            causes.add(Cause.required(at + ".containers", ""));
        }
        containers(at + ".containers", spec.path("containers"), causes);
        containers(at + ".initContainers", spec.path("initContainers"), causes);
        volumes(at, spec, causes);
    }

    private static void containers(JsonNode containers) {
        for (JsonNode container : containers) {
            ObjectNode object = (ObjectNode) container;
            if (!object.has("imagePullPolicy")) {
                object.put("imagePullPolicy", isLatest(Json.text(object, "image")) ? "Always" : "IfNotPresent");
            }
            if (object.path("resources").path("limits").isObject()) {
                ObjectNode resources = (ObjectNode) object.get("resources");
                ObjectNode requests = Json.child(resources, "requests");
                resources.get("limits").properties().forEach(limit -> {
                    if (!requests.has(limit.getKey())) {
                        requests.set(limit.getKey(), limit.getValue());
                    }
                });
            }
        }
    }

    private static boolean isLatest(String image) {
        if (image.contains("@")) {
            return false;
        }
        String name = image.substring(image.lastIndexOf('/') + 1);
        return !name.contains(":") || name.endsWith(":latest");
    }

    private static void containers(String at, JsonNode containers, List<Cause> causes) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            String path = at + "[" + i + "]";
            String name = Json.text(containers.get(i), "name");
            if (name.isEmpty()) {
                causes.add(Cause.required(path + ".name", ""));
            } else if (!names.add(name)) {
                causes.add(new Cause("FieldValueDuplicate", "Duplicate value: \"" + name + "\"", path + ".name"));
            }
            for (int port = 0; port < containers.get(i).path("ports").size(); port++) {
                int number = containers
                        .get(i)
                        .path("ports")
                        .get(port)
                        .path("containerPort")
                        .asInt();
                if (number < 1 || number > 65535) {
                    causes.add(Cause.invalid(
                            path + ".ports[" + port + "].containerPort",
                            Integer.toString(number),
                            "must be between 1 and 65535, inclusive"));
                }
            }
            for (int env = 0; env < containers.get(i).path("env").size(); env++) {
                if (Json.text(containers.get(i).path("env").get(env), "name").isEmpty()) {
                    causes.add(Cause.required(path + ".env[" + env + "].name", ""));
                }
            }
        }
    }

    private static void volumes(String at, JsonNode spec, List<Cause> causes) {
        Set<String> known = new HashSet<>();
        for (JsonNode volume : spec.path("volumes")) {
            if (!known.add(Json.text(volume, "name"))) {
                causes.add(new Cause(
                        "FieldValueDuplicate",
                        "Duplicate value: \"" + Json.text(volume, "name") + "\"",
                        at + ".volumes[" + (known.size()) + "].name"));
            }
        }
        for (String list : new String[] {"initContainers", "containers"}) {
            JsonNode containers = spec.path(list);
            for (int i = 0; i < containers.size(); i++) {
                JsonNode mounts = containers.get(i).path("volumeMounts");
                for (int mount = 0; mount < mounts.size(); mount++) {
                    String name = Json.text(mounts.get(mount), "name");
                    if (!known.contains(name)) {
                        causes.add(new Cause(
                                "FieldValueNotFound",
                                "Not found: \"" + name + "\"",
                                at + "." + list + "[" + i + "].volumeMounts[" + mount + "].name"));
                    }
                }
            }
        }
    }
}
