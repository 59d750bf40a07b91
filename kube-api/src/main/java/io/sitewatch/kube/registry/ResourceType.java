package io.sitewatch.kube.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One kind in one version, as discovery names it and as requests find it.
 *
 * @param verbs what may be done with its objects
 * @param storage name of the collection that holds its objects; versions of one resource share it
 * @param schema the structure of its objects; read when first asked for, since some are large
 * @param custom whether a CustomResourceDefinition brought it
 * @param scale where replicas live, when the {@code scale} subresource is served
 * @param columns the printer columns of a custom resource, as its CRD writes them
 * @param selectableFields JSON paths that field selectors may name beside metadata.name and metadata.namespace
 */
public record ResourceType(
        String group,
        String version,
        String kind,
        String listKind,
        String plural,
        String singular,
        List<String> shortNames,
        List<String> categories,
        boolean namespaced,
        Set<String> subresources,
        List<String> verbs,
        boolean custom,
        String storage,
        Supplier<Schema> schema,
        Optional<Scale> scale,
        List<JsonNode> columns,
        List<String> selectableFields) {

    public static final List<String> ALL_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    /** The paths of the {@code scale} subresource, without the leading dot; the selector path may be "". */
    public record Scale(String specReplicas, String statusReplicas, String labelSelector) {}

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether an object of it is a question, which is answered and not kept. */
    public boolean isReview() {
        return verbs.equals(List.of("create"));
    }

    public boolean hasStatus() {
        return subresources.contains("status");
    }

    /** {@code deployments.apps}, as error messages name a resource. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
