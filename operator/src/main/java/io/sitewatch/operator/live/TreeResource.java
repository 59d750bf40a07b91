package io.sitewatch.operator.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sitewatch.operator.json.Json;
import java.util.List;
import java.util.Map;

/**
 * An object as it was read, tree and all: what tells it from others is there as the client wants it, the rest only once somebody
 * asks. It is for reading; what is set on it does not reach the tree.
 */
public final class TreeResource extends GenericKubernetesResource {
    private final transient JsonNode tree;

    public TreeResource(JsonNode tree) {
        this.tree = tree;
        setApiVersion(tree.path("apiVersion").asText());
        setKind(tree.path("kind").asText());
        setMetadata(Json.as(ObjectMeta.class, tree.path("metadata")));
    }

    /** All of it. */
    public JsonNode tree() {
        return tree;
    }

    @Override
    public Map<String, Object> getAdditionalProperties() {
        if (super.getAdditionalProperties().isEmpty()) {
            ObjectNode rest = ((ObjectNode) tree).deepCopy().remove(List.of("apiVersion", "kind", "metadata"));
            setAdditionalProperties(Json.properties(rest));
        }
        return super.getAdditionalProperties();
    }
}
