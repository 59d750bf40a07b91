package io.sitewatch.operator.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.operator.json.Json;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** An object as the API server has it, read by JSON pointers: what other operators write is theirs to shape. */
public final class LiveObject {
    private final ObjectId id;
    private final JsonNode tree;

    private LiveObject(ObjectId id, JsonNode tree) {
        this.id = id;
        this.tree = tree;
    }

    /** The object, or nothing if it is of a kind that no site is made of. */
    public static Optional<LiveObject> of(GenericKubernetesResource object) {
        return ObjectKind.of(object)
                .map(kind ->
                        new LiveObject(new ObjectId(kind, object.getMetadata().getName()), tree(object)));
    }

    private static JsonNode tree(GenericKubernetesResource object) {
        return object instanceof TreeResource read ? read.tree() : Json.tree(object);
    }

    public ObjectId id() {
        return id;
    }

    public JsonNode tree() {
        return tree;
    }

    /** The value at a JSON pointer such as {@code /status/phase}; a missing node if there is none. */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** The text at a JSON pointer; empty if there is none. */
    public String text(String pointer) {
        return at(pointer).asText("");
    }

    public boolean beingDeleted() {
        return !at("/metadata/deletionTimestamp").isMissingNode();
    }

    public String label(String key) {
        return at("/metadata/labels").path(key).asText("");
    }

    public String annotation(String key) {
        return at("/metadata/annotations").path(key).asText("");
    }

    /** The entry of {@code status.conditions} of that type. */
    public Optional<JsonNode> condition(String type) {
        return StreamSupport.stream(at("/status/conditions").spliterator(), false)
                .filter(condition -> type.equals(condition.path("type").asText()))
                .findFirst();
    }

    public boolean conditionIsTrue(String type) {
        return condition(type)
                .filter(condition -> "True".equals(condition.path("status").asText()))
                .isPresent();
    }

    /** Whether what {@code status} says is about the spec that stands now, for operators that write so. */
    public boolean statusIsCurrent() {
        JsonNode observed = at("/status/observedGeneration");
        return observed.isMissingNode()
                || observed.asLong() >= at("/metadata/generation").asLong(0);
    }
}
