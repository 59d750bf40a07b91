package io.sitewatch.kube.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.schema.Schema;
import java.util.List;
import java.util.function.Supplier;

/** The OpenAPI v3 documents: enough for {@code kubectl explain}, and for clients that ask which parameters a patch takes. */
public final class OpenApi {
    private static final String GVK = "x-kubernetes-group-version-kind";

    private final TypeRegistry registry;
    private final Supplier<Schema> metadata;

    public OpenApi(TypeRegistry registry, Supplier<Schema> metadata) {
        this.registry = registry;
        this.metadata = metadata;
    }

    /** Where the document of each group and version is. The hash in the address changes with the content. */
    public ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        for (String group : registry.groups()) {
            for (String version : registry.versions(group)) {
                String path = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
                int hash = 1;
                for (ResourceType type : registry.in(group, version)) {
                    hash = 31 * hash + type.schema().get().source().hashCode();
                }
                paths.putObject(path)
                        .put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + Integer.toHexString(hash));
            }
        }
        return index;
    }

    public ObjectNode document(String group, String version) {
        List<ResourceType> types = registry.in(group, version);
        if (types.isEmpty()) {
            throw ApiException.noSuchPath();
        }
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", version);
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (ResourceType type : types) {
            String base = (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version + "/"
                    + (type.namespaced() ? "namespaces/{namespace}/" : "") + type.plural();
            ObjectNode collection = paths.putObject(base);
            operation(collection.putObject("get"), type);
            operation(collection.putObject("post"), type);
            ObjectNode item = paths.putObject(base + "/{name}");
            operation(item.putObject("get"), type);
            operation(item.putObject("put"), type);
            operation(item.putObject("patch"), type);
            schemas.set(schemaName(type), schema(type));
        }
        return document;
    }

    /** The older, Swagger 2 document: there, and empty. */
    public ObjectNode legacy() {
        ObjectNode document = Json.object().put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1");
        document.putObject("paths");
        document.putObject("definitions");
        return document;
    }

    private ObjectNode schema(ResourceType type) {
        ObjectNode schema = type.schema().get().source().deepCopy();
        if (type.custom()) {
            ObjectNode properties = Json.object();
            properties
                    .putObject("apiVersion")
                    .put("type", "string")
                    .put("description", "The group and version of this object.");
            properties.putObject("kind").put("type", "string").put("description", "The kind of this object.");
            properties.set("metadata", metadata.get().source());
            schema.path("properties").properties().forEach(entry -> {
                if (!properties.has(entry.getKey())) {
                    properties.set(entry.getKey(), entry.getValue());
                }
            });
            schema.set("properties", properties);
        }
        gvk(schema.putArray(GVK).addObject(), type);
        return schema;
    }

    private static void operation(ObjectNode operation, ResourceType type) {
        gvk(operation.putObject(GVK), type);
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : new String[] {"dryRun", "fieldManager", "fieldValidation", "force"}) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
    }

    private static void gvk(ObjectNode node, ResourceType type) {
        node.put("group", type.group()).put("version", type.version()).put("kind", type.kind());
    }

    private static String schemaName(ResourceType type) {
        return (type.group().isEmpty() ? "core" : type.group()) + "." + type.version() + "." + type.kind();
    }
}
