package io.sitewatch.local.cluster.eck;

import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Reconciler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logstash is no artefact that Maven has: nothing takes its place, its status stays empty, and an event says so once. */
final class LogstashReconciler implements Reconciler {
    private static final String MESSAGE =
            "Logstash cannot run on the laptop: records and alerts of this site do not reach"
                    + " its Elasticsearch, and it does not become ready; with search.ingest: Stream both do";

    private final Parts parts;
    private final Set<Key> told = ConcurrentHashMap.newKeySet();

    LogstashReconciler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Optional<Duration> reconcile(Key key) {
        if (parts.api().cached(Kind.LOGSTASH, key).isEmpty()) {
            told.remove(key);
        } else if (told.add(key)) {
            parts.events().of("logstash", key.namespace(), key.name()).error(MESSAGE);
        }
        return Optional.empty();
    }
}
