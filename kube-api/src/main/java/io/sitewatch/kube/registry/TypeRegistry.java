package io.sitewatch.kube.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Which kinds are served now. Reads are free of locks; a CRD that comes or goes replaces the whole map. */
public final class TypeRegistry {
    private final AtomicReference<Map<String, ResourceType>> types = new AtomicReference<>(Map.of());

    public TypeRegistry(Collection<ResourceType> builtIn) {
        register(builtIn);
    }

    public Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(types.get().get(key(group, version, plural)));
    }

    /** Every served type, in the order in which they were registered. */
    public Collection<ResourceType> all() {
        return types.get().values();
    }

    /** Any version of the resource that is kept in a collection. */
    public Optional<ResourceType> byStorage(String storage) {
        return all().stream().filter(type -> type.storage().equals(storage)).findFirst();
    }

    public Optional<ResourceType> byKind(String apiVersion, String kind) {
        return all().stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    public Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        all().forEach(type -> groups.add(type.group()));
        return groups;
    }

    /** Versions of a group, the preferred one first (v1 before v1beta1 before v1alpha1). */
    public List<String> versions(String group) {
        return all().stream()
                .filter(type -> type.group().equals(group))
                .map(ResourceType::version)
                .distinct()
                .sorted(Comparator.comparing(ApiVersion::parse).reversed())
                .toList();
    }

    public List<ResourceType> in(String group, String version) {
        return all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
    }

    public void register(Collection<ResourceType> more) {
        types.updateAndGet(now -> {
            Map<String, ResourceType> next = new LinkedHashMap<>(now);
            more.forEach(type -> next.put(key(type.group(), type.version(), type.plural()), type));
            return next;
        });
    }

    /** Takes the place of every version of a custom resource; an empty list withdraws it. */
    public void replaceCustom(String group, String plural, List<ResourceType> versions) {
        types.updateAndGet(now -> {
            List<ResourceType> kept = new ArrayList<>(now.values());
            kept.removeIf(type ->
                    type.custom() && type.group().equals(group) && type.plural().equals(plural));
            kept.addAll(versions);
            Map<String, ResourceType> next = new LinkedHashMap<>();
            kept.forEach(type -> next.put(key(type.group(), type.version(), type.plural()), type));
            return next;
        });
    }

    private static String key(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }
}
