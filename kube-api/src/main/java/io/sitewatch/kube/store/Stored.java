package io.sitewatch.kube.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One revision of one object: its JSON as it is sent, and the few fields by which it is found. Thousands are held at a time, so nothing
 * else of the tree is kept.
 *
 * @param storage the collection, such as {@code apps/deployments}
 * @param json UTF-8; never changed
 * @param owners uids of the owners
 * @param terminating whether deletion was asked for and finalizers hold it back
 */
public record Stored(
        String storage,
        ObjectKey key,
        String uid,
        long revision,
        Map<String, String> labels,
        List<String> owners,
        boolean terminating,
        byte[] json) {

    static Stored of(String storage, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return new Stored(
                storage,
                new ObjectKey(Json.text(metadata, "namespace"), Json.text(metadata, "name")),
                Json.text(metadata, "uid"),
                metadata.path("resourceVersion").asLong(),
                labels(metadata.path("labels")),
                owners(metadata.path("ownerReferences")),
                metadata.hasNonNull("deletionTimestamp"),
                Json.write(object));
    }

    /** A tree of its own for the caller, free to change. */
    public ObjectNode tree() {
        return Json.readOwn(json);
    }

    public String name() {
        return key.name();
    }

    public String namespace() {
        return key.namespace();
    }

    private static Map<String, String> labels(JsonNode node) {
        if (node.isEmpty()) {
            return Map.of();
        }
        Map<String, String> labels = new HashMap<>();
        node.properties()
                .forEach(entry -> labels.put(
                        entry.getKey().intern(), entry.getValue().asText().intern()));
        return Map.copyOf(labels);
    }

    private static List<String> owners(JsonNode node) {
        if (node.isEmpty()) {
            return List.of();
        }
        List<String> owners = new ArrayList<>();
        node.forEach(owner -> owners.add(Json.text(owner, "uid")));
        return List.copyOf(owners);
    }
}
