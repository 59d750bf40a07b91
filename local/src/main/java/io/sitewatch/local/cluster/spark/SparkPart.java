package io.sitewatch.local.cluster.spark;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;

/** Spark's operator. */
public final class SparkPart implements AutoCloseable {
    private final Parts parts;
    private final SparkReconciler reconciler;
    private final Controller applications;

    public SparkPart(Parts parts) {
        this.parts = parts;
        this.reconciler = new SparkReconciler(parts);
        this.applications = new Controller("spark", 2, reconciler);
        reconciler.whenProcessChanges(applications::enqueue);
    }

    /** Begins to follow the API. */
    public void start() {
        parts.api()
                .watch(
                        Secret.class,
                        secret -> reconciler.refresh(secret.getMetadata().getNamespace()));
        parts.api()
                .watch(
                        ConfigMap.class,
                        configMap -> reconciler.refresh(configMap.getMetadata().getNamespace()));
        parts.api().watch(Kind.SPARK_APPLICATION, application -> applications.enqueue(Key.of(application)));
    }

    @Override
    public void close() {
        applications.close();
    }
}
