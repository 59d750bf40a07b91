package io.sitewatch.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.ResourceType.Scale;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.SchemaReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The types that a CustomResourceDefinition brings: one for each served version. */
public final class CustomTypes {
    private final Supplier<Schema> metadataSchema;

    /** @param metadataSchema the structure of {@code metadata}, the same in every kind */
    public CustomTypes(Supplier<Schema> metadataSchema) {
        this.metadataSchema = metadataSchema;
    }

    public List<ResourceType> of(ObjectNode definition) {
        JsonNode spec = definition.path("spec");
        List<ResourceType> types = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean(true)) {
                types.add(type(spec, version));
            }
        }
        return List.copyOf(types);
    }

    private ResourceType type(JsonNode spec, JsonNode version) {
        JsonNode names = spec.path("names");
        String group = Json.text(spec, "group");
        String plural = Json.text(names, "plural");
        String kind = Json.text(names, "kind");
        JsonNode subresources = version.path("subresources");
        Set<String> served = new HashSet<>();
        if (subresources.has("status")) {
            served.add("status");
        }
        JsonNode scale = subresources.path("scale");
        return new ResourceType(
                group,
                Json.text(version, "name"),
                kind,
                names.path("listKind").asText(kind + "List"),
                plural,
                Json.text(names, "singular"),
                strings(names.path("shortNames")),
                strings(names.path("categories")),
                !"Cluster".equals(Json.text(spec, "scope")),
                Set.copyOf(served),
                ResourceType.ALL_VERBS,
                true,
                group + "/" + plural,
                new LazySchema(version.path("schema").path("openAPIV3Schema"), metadataSchema),
                scale.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Scale(
                                path(scale, "specReplicasPath"),
                                path(scale, "statusReplicasPath"),
                                path(scale, "labelSelectorPath"))),
                nodes(version.path("additionalPrinterColumns")),
                nodes(version.path("selectableFields")).stream()
                        .map(field -> path(field, "jsonPath"))
                        .toList());
    }

    private static String path(JsonNode node, String field) {
        String text = Json.text(node, field);
        return text.startsWith(".") ? text.substring(1) : text;
    }

    private static List<String> strings(JsonNode node) {
        List<String> strings = new ArrayList<>();
        node.forEach(item -> strings.add(item.asText()));
        return List.copyOf(strings);
    }

    private static List<JsonNode> nodes(JsonNode node) {
        List<JsonNode> nodes = new ArrayList<>();
        node.forEach(nodes::add);
        return List.copyOf(nodes);
    }

    /** Third-party schemas are large and most are never needed: read on first use. */
    private static final class LazySchema implements Supplier<Schema> {
        private final JsonNode json;
        private final Supplier<Schema> metadata;
        private Schema schema;

        LazySchema(JsonNode json, Supplier<Schema> metadata) {
            this.json = json;
            this.metadata = metadata;
        }

        @Override
        public synchronized Schema get() {
            if (schema == null) {
                Schema text = new SchemaReader().read(Json.literal("{\"type\":\"string\"}"));
                schema = new SchemaReader()
                        .read(json)
                        .withProperties(Map.of("apiVersion", text, "kind", text, "metadata", metadata.get()));
            }
            return schema;
        }
    }
}
