package io.sitewatch.operator.live;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the API server which of the kinds that a site is made of it knows. */
public final class ApiKinds {
    private final KubernetesClient client;

    public ApiKinds(KubernetesClient client) {
        this.client = client;
    }

    /** The kinds that are served, among those asked for. */
    public Set<ObjectKind> served(Set<ObjectKind> kinds) {
        Map<String, Set<String>> served = new HashMap<>();
        Set<ObjectKind> known = EnumSet.noneOf(ObjectKind.class);
        for (ObjectKind kind : kinds) {
            if (served.computeIfAbsent(kind.apiVersion(), this::plurals).contains(kind.plural())) {
                known.add(kind);
            }
        }
        return known;
    }

    private Set<String> plurals(String apiVersion) {
        return Optional.ofNullable(client.getApiResources(apiVersion)).map(APIResourceList::getResources).stream()
                .flatMap(resources -> resources.stream().map(APIResource::getName))
                .collect(Collectors.toSet());
    }
}
