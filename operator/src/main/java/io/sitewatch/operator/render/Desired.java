package io.sitewatch.operator.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.readings.ContentDigest;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * An object as it should be: exactly the fields that are ours. It carries a fingerprint of itself, by which a field that we no
 * longer set is noticed, after a restart of the operator too.
 */
public record Desired(ObjectId id, JsonNode tree) {
    /** With its fields sorted: their order says nothing, and must not look like a change. */
    private static final ObjectWriter CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

    /** Fingerprint of all that we set. */
    public static final String APPLIED = "sitewatch.io/applied";

    /** Digest of the spec alone, of what a change of its spec ends and starts anew. */
    public static final String SPEC = "sitewatch.io/spec";

    /** The object, without what says nothing: nulls, and the empty lists and status of the client's builders. */
    public static Desired of(HasMetadata object) {
        ObjectNode tree = (ObjectNode) Json.tree(object);
        tree.remove("status");
        prune(tree);
        ObjectId id = ObjectKind.of(object)
                .map(kind -> new ObjectId(kind, object.getMetadata().getName()))
                .orElseThrow(() -> new IllegalStateException("no site is made of " + object.getKind()));
        ObjectNode annotations = ((ObjectNode) tree.get("metadata")).withObjectProperty("annotations");
        String applied = Fingerprint.of(tree);
        if (id.kind() == ObjectKind.SPARK_APPLICATION) {
            annotations.put(SPEC, digest(tree.path("spec")));
        }
        annotations.put(APPLIED, applied);
        return new Desired(id, tree);
    }

    public String annotation(String key) {
        return tree.at("/metadata/annotations").path(key).asText("");
    }

    private static void prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = object.properties().stream()
                    .filter(field -> field.getValue().isNull())
                    .map(field -> field.getKey())
                    .toList();
            object.remove(names);
            object.forEach(Desired::prune);
        } else if (node instanceof ArrayNode array) {
            array.forEach(Desired::prune);
        }
    }

    private static String digest(JsonNode tree) {
        try {
            return ContentDigest.of(CANONICAL.writeValueAsString(tree));
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
