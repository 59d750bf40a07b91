package io.sitewatch.local.cluster.cnpg;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import java.util.Map;

/** CloudNativePG's operator. */
public final class CnpgPart implements AutoCloseable {
    static final String MANAGER = "cloudnative-pg";
    static final String CLUSTER_LABEL = "cnpg.io/cluster";

    private final Parts parts;
    private final Controller clusters;

    public CnpgPart(Parts parts) {
        this.parts = parts;
        ClusterReconciler reconciler = new ClusterReconciler(parts);
        this.clusters = new Controller("postgres", 2, reconciler);
        reconciler.whenProcessChanges(clusters::enqueue);
    }

    /** Begins to follow the API. */
    public void start() {
        parts.api().watch(Kind.POSTGRES_CLUSTER, cluster -> clusters.enqueue(Key.of(cluster)));
        parts.api().watch(Service.class, service -> {
            Map<String, String> labels = service.getMetadata().getLabels();
            if (labels != null && labels.containsKey(CLUSTER_LABEL)) {
                clusters.enqueue(new Key(service.getMetadata().getNamespace(), labels.get(CLUSTER_LABEL)));
            }
        });
        parts.api().watch(Secret.class, this::passwordMayHaveChanged);
    }

    @Override
    public void close() {
        clusters.close();
    }

    private void passwordMayHaveChanged(Secret secret) {
        parts.api().cached(Kind.POSTGRES_CLUSTER).stream()
                .filter(cluster -> cluster.getMetadata()
                        .getNamespace()
                        .equals(secret.getMetadata().getNamespace()))
                .filter(cluster -> {
                    PostgresSpec spec = PostgresSpec.of(cluster);
                    String name = secret.getMetadata().getName();
                    return spec.appSecret().equals(name)
                            || spec.roles().stream()
                                    .anyMatch(role ->
                                            role.passwordSecret().orElse("").equals(name));
                })
                .forEach(cluster -> clusters.enqueue(Key.of(cluster)));
    }
}
