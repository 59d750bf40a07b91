package io.sitewatch.operator.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * For a client that watches as trees what has types, too: with these registered, each event about an object of Kubernetes' own
 * kinds would be read as its type first, and then converted. How such kinds are addressed, the client still knows by them.
 */
public final class TreeSerialization extends KubernetesSerialization {
    private final KubernetesSerialization types = new KubernetesSerialization(new ObjectMapper(), true);

    public TreeSerialization() {
        super(new ObjectMapper(), false);
        // What a watch says that has been away for too long.
        registerKubernetesResource(Status.class);
    }

    @Override
    public Class<? extends KubernetesResource> getRegisteredKubernetesResource(String apiVersion, String kind) {
        return types.getRegisteredKubernetesResource(apiVersion, kind);
    }
}
