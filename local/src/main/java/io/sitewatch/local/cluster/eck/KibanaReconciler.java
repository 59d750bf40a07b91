package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Reconciler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A Kibana has no process here: its status says so, and so does an event. */
final class KibanaReconciler implements Reconciler {
    private final Parts parts;
    private final Set<Key> announced = ConcurrentHashMap.newKeySet();

    KibanaReconciler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Optional<Duration> reconcile(Key key) {
        Optional<GenericKubernetesResource> kibana = parts.api().cached(Kind.KIBANA, key);
        if (kibana.isEmpty() || kibana.get().getMetadata().getDeletionTimestamp() != null) {
            announced.remove(key);
            return Optional.empty();
        }
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("availableNodes", 0);
        status.put("count", 0);
        status.put("health", "red");
        status.put("version", Fields.of(kibana.get()).at("spec", "version").text(""));
        status.put("observedGeneration", kibana.get().getMetadata().getGeneration());
        parts.api().writeStatus(Kind.KIBANA, key, status);
        if (announced.add(key)) {
            parts.events()
                    .of("kibana", key.namespace(), key.name())
                    .warn("Kibana cannot run on the laptop: dashboards need a real cluster, everything else goes on");
        }
        return Optional.empty();
    }
}
