package io.sitewatch.kube.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.TypeRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What this server says of itself: versions, groups, resources. */
public final class Discovery {
    private static final List<String> PARTIAL_VERBS = List.of("get", "patch", "update");
    /** What can be done with the subresources that are no part of the object. */
    private static final Map<String, List<String>> OTHER_VERBS =
            Map.of("log", List.of("get"), "portforward", List.of("create", "get"));

    private static final String KUBERNETES_MINOR = "33";

    private final TypeRegistry registry;

    public Discovery(TypeRegistry registry) {
        this.registry = registry;
    }

    public ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", KUBERNETES_MINOR)
                .put("gitVersion", "v1." + KUBERNETES_MINOR + ".0+sitewatch")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "javac")
                .put("platform", "java/" + System.getProperty("java.specification.version"));
    }

    public ObjectNode paths() {
        ObjectNode node = Json.object();
        node.putArray("paths")
                .add("/api")
                .add("/apis")
                .add("/healthz")
                .add("/livez")
                .add("/openapi/v3")
                .add("/readyz")
                .add("/version");
        return node;
    }

    public ObjectNode coreVersions() {
        ObjectNode node = Json.object().put("kind", "APIVersions");
        node.putArray("versions").add("v1");
        node.putArray("serverAddressByClientCIDRs");
        return node;
    }

    public ObjectNode groupList() {
        ObjectNode node = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = node.putArray("groups");
        registry.groups().stream().filter(group -> !group.isEmpty()).forEach(group -> groups.add(describe(group)));
        return node;
    }

    public ObjectNode group(String group) {
        if (group.isEmpty() || !registry.groups().contains(group)) {
            throw ApiException.noSuchPath();
        }
        ObjectNode node = Json.object().put("kind", "APIGroup").put("apiVersion", "v1");
        node.setAll(describe(group));
        return node;
    }

    /** The resources of a group in one version, the older form of discovery. */
    public ObjectNode resources(String group, String version) {
        List<ResourceType> types = registry.in(group, version);
        if (types.isEmpty()) {
            throw ApiException.noSuchPath();
        }
        ObjectNode node = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        node.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = node.putArray("resources");
        for (ResourceType type : types) {
            ObjectNode main = resources.addObject();
            main.put("name", type.plural())
                    .put("singularName", type.singular())
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            strings(main, "verbs", type.verbs());
            strings(main, "shortNames", type.shortNames());
            strings(main, "categories", type.categories());
            for (String subresource : new TreeSet<>(type.subresources())) {
                ObjectNode part = resources.addObject();
                part.put("name", type.plural() + "/" + subresource)
                        .put("singularName", "")
                        .put("namespaced", type.namespaced())
                        .put("kind", kind(type, subresource));
                strings(part, "verbs", OTHER_VERBS.getOrDefault(subresource, PARTIAL_VERBS));
            }
            if (type.scale().isPresent()) {
                ObjectNode part = resources.addObject();
                part.put("name", type.plural() + "/scale")
                        .put("singularName", "")
                        .put("namespaced", type.namespaced())
                        .put("group", "autoscaling")
                        .put("version", "v1")
                        .put("kind", "Scale");
                strings(part, "verbs", PARTIAL_VERBS);
            }
        }
        return node;
    }

    /** Everything in one document: the newer form of discovery. */
    public ObjectNode aggregated(String version, boolean core) {
        ObjectNode node =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + version);
        node.putObject("metadata");
        ArrayNode items = node.putArray("items");
        for (String group : registry.groups()) {
            if (group.isEmpty() == core) {
                ObjectNode item = items.addObject();
                ObjectNode metadata = item.putObject("metadata");
                if (!core) {
                    metadata.put("name", group);
                }
                metadata.putNull("creationTimestamp");
                ArrayNode versions = item.putArray("versions");
                registry.versions(group).forEach(each -> versions.add(aggregatedVersion(group, each)));
            }
        }
        return node;
    }

    private ObjectNode aggregatedVersion(String group, String version) {
        ObjectNode node = Json.object().put("version", version).put("freshness", "Current");
        ArrayNode resources = node.putArray("resources");
        for (ResourceType type : registry.in(group, version)) {
            ObjectNode resource = resources.addObject().put("resource", type.plural());
            kind(resource, type.group(), type.version(), type.kind());
            resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster")
                    .put("singularResource", type.singular());
            strings(resource, "verbs", type.verbs());
            strings(resource, "shortNames", type.shortNames());
            strings(resource, "categories", type.categories());
            ArrayNode parts = Json.array();
            for (String subresource : new TreeSet<>(type.subresources())) {
                ObjectNode part = parts.addObject().put("subresource", subresource);
                kind(part, type.group(), type.version(), kind(type, subresource));
                strings(part, "verbs", OTHER_VERBS.getOrDefault(subresource, PARTIAL_VERBS));
            }
            if (type.scale().isPresent()) {
                ObjectNode part = parts.addObject().put("subresource", "scale");
                kind(part, "autoscaling", "v1", "Scale");
                strings(part, "verbs", PARTIAL_VERBS);
            }
            if (!parts.isEmpty()) {
                resource.set("subresources", parts);
            }
        }
        return node;
    }

    private ObjectNode describe(String group) {
        ObjectNode node = Json.object().put("name", group);
        ArrayNode versions = node.putArray("versions");
        List<String> names = registry.versions(group);
        names.forEach(version -> groupVersion(versions.addObject(), group, version));
        groupVersion(node.putObject("preferredVersion"), group, names.get(0));
        return node;
    }

    private static String kind(ResourceType type, String subresource) {
        return subresource.equals("portforward") ? "PodPortForwardOptions" : type.kind();
    }

    private static void groupVersion(ObjectNode node, String group, String version) {
        node.put("groupVersion", group + "/" + version).put("version", version);
    }

    private static void kind(ObjectNode node, String group, String version, String kind) {
        node.putObject("responseKind")
                .put("group", group)
                .put("version", version)
                .put("kind", kind);
    }

    private static void strings(ObjectNode node, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(field);
            values.forEach(array::add);
        }
    }
}
