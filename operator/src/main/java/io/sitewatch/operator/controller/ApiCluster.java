package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.operator.apply.Cluster;
import io.sitewatch.operator.apply.RefusedException;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.render.Desired;
import io.sitewatch.operator.render.Metadata;
import java.util.Optional;
import java.util.Set;

/** Writes to the API server, by server-side apply: fields of others stay theirs. */
final class ApiCluster implements Cluster {
    /** Bad request, forbidden, unknown kind, invalid: the same again would be answered the same. */
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 422);

    private final KubernetesClient client;
    private final LiveSites liveSites;
    private final String namespace;

    ApiCluster(KubernetesClient client, LiveSites liveSites, String namespace) {
        this.client = client;
        this.liveSites = liveSites;
        this.namespace = namespace;
    }

    @Override
    public void apply(Desired desired) {
        GenericKubernetesResource manifest = Json.manifest(desired.tree());
        try {
            liveSites
                    .informer(desired.id().kind())
                    // What we wrote ourselves is known at once, and is no event.
                    .ifPresentOrElse(
                            informer -> informer.eventFilteringUpdateAndCacheResource(
                                    manifest, written -> serverSideApply(desired.id(), written)),
                            () -> serverSideApply(desired.id(), manifest));
        } catch (KubernetesClientException failed) {
            if (REFUSALS.contains(failed.getCode())) {
                throw new RefusedException(words(failed), failed);
            }
            throw failed;
        }
    }

    @Override
    public void delete(ObjectId id) {
        client.genericKubernetesResources(id.kind().context())
                .inNamespace(namespace)
                .withName(id.name())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    private GenericKubernetesResource serverSideApply(ObjectId id, GenericKubernetesResource manifest) {
        return client.genericKubernetesResources(id.kind().context())
                .inNamespace(namespace)
                .resource(manifest)
                .fieldManager(Metadata.OPERATOR)
                .forceConflicts()
                .serverSideApply();
    }

    private static String words(KubernetesClientException failed) {
        return Optional.ofNullable(failed.getStatus()).map(Status::getMessage).orElse(failed.getMessage());
    }
}
