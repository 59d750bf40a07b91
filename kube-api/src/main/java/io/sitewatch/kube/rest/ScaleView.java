package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.ResourceType.Scale;
import java.util.StringJoiner;

/** The {@code scale} subresource: replicas of any kind that has them. */
public final class ScaleView {
    private final Scale paths;

    public ScaleView(ResourceType type) {
        this.paths = type.scale().orElseThrow();
    }

    /** The Scale object of an object. */
    public ObjectNode of(ObjectNode object) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            if (object.path("metadata").has(field)) {
                metadata.set(field, object.path("metadata").get(field));
            }
        }
        scale.putObject("spec").put("replicas", at(object, paths.specReplicas()).asInt());
        ObjectNode status = scale.putObject("status");
        status.put("replicas", at(object, paths.statusReplicas()).asInt());
        String selector = selector(object);
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return scale;
    }

    /** The merge patch on the object that a changed Scale means. */
    public ObjectNode change(ObjectNode scale) {
        ObjectNode patch = Json.object();
        String revision = Json.text(scale, "metadata", "resourceVersion");
        if (!revision.isEmpty()) {
            patch.putObject("metadata").put("resourceVersion", revision);
        }
        ObjectNode at = patch;
        String[] keys = paths.specReplicas().split("\\.");
        for (int i = 0; i < keys.length - 1; i++) {
            at = Json.child(at, keys[i]);
        }
        at.put(keys[keys.length - 1], scale.path("spec").path("replicas").asInt());
        return patch;
    }

    private String selector(ObjectNode object) {
        if (!paths.labelSelector().isEmpty()
                && at(object, paths.labelSelector()).isTextual()) {
            return at(object, paths.labelSelector()).asText();
        }
        StringJoiner labels = new StringJoiner(",");
        object.path("spec")
                .path("selector")
                .path("matchLabels")
                .properties()
                .forEach(entry ->
                        labels.add(entry.getKey() + "=" + entry.getValue().asText()));
        return labels.toString();
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode at = object;
        for (String key : path.split("\\.")) {
            at = at.path(key);
        }
        return at;
    }
}
