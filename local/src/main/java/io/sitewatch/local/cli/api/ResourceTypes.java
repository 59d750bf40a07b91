package io.sitewatch.local.cli.api;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.local.cli.console.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Every kind that the API serves, from its discovery, the core group first. */
public final class ResourceTypes {
    private final List<ResourceType> types;

    public ResourceTypes(List<ResourceType> types) {
        this.types = List.copyOf(types);
    }

    public static ResourceTypes discover(KubernetesClient client) {
        List<ResourceType> types = new ArrayList<>(ofGroupVersion(client, "v1"));
        for (APIGroup group : client.getApiGroups().getGroups()) {
            types.addAll(ofGroupVersion(client, group.getPreferredVersion().getGroupVersion()));
        }
        return new ResourceTypes(types);
    }

    private static List<ResourceType> ofGroupVersion(KubernetesClient client, String groupVersion) {
        return client.getApiResources(groupVersion).getResources().stream()
                .filter(resource -> !resource.getName().contains("/"))
                .map(resource -> type(groupVersion, resource))
                .toList();
    }

    private static ResourceType type(String groupVersion, APIResource resource) {
        List<String> names = new ArrayList<>(Objects.requireNonNullElse(resource.getShortNames(), List.of()));
        if (resource.getSingularName() != null && !resource.getSingularName().isEmpty()) {
            names.add(resource.getSingularName());
        }
        boolean listable = resource.getVerbs() == null || resource.getVerbs().contains("list");
        return new ResourceType(
                groupVersion,
                resource.getName(),
                resource.getKind(),
                Boolean.TRUE.equals(resource.getNamespaced()),
                listable,
                names);
    }

    public List<ResourceType> all() {
        return types;
    }

    /**
     * The kind that people call so.
     *
     * @throws CommandException listing the kinds that there are
     */
    public ResourceType require(String name) {
        return types.stream()
                .filter(type -> type.isCalled(name))
                .findFirst()
                .orElseThrow(
                        () -> CommandException.notFound("the API serves no kind called \"" + name + "\"; it serves "
                                + types.stream()
                                        .filter(ResourceType::listable)
                                        .map(ResourceType::plural)
                                        .distinct()
                                        .collect(Collectors.joining(", "))));
    }
}
