package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import java.util.Map;

/** ECK's operator. */
public final class EckPart implements AutoCloseable {
    static final String MANAGER = "elastic-operator";
    static final String NAME_LABEL = "elasticsearch.k8s.elastic.co/cluster-name";

    static final String KIBANA_LABEL = "kibana.k8s.elastic.co/name";

    private final Parts parts;
    private final Controller elasticsearches;
    private final KibanaReconciler kibana;
    private final Controller kibanas;
    private final Controller logstashes;

    public EckPart(Parts parts) {
        this.parts = parts;
        ElasticsearchReconciler reconciler = new ElasticsearchReconciler(parts);
        this.elasticsearches = new Controller("elasticsearch", 2, reconciler);
        reconciler.whenProcessChanges(elasticsearches::enqueue);
        this.kibana = new KibanaReconciler(parts);
        this.kibanas = new Controller("kibana", 1, kibana);
        this.logstashes = new Controller("logstash", 1, new LogstashReconciler(parts));
    }

    /** Begins to follow the API. */
    public void start() {
        parts.api().watch(Kind.ELASTICSEARCH, elasticsearch -> elasticsearches.enqueue(Key.of(elasticsearch)));
        parts.api().watch(Kind.KIBANA, kibana -> kibanas.enqueue(Key.of(kibana)));
        parts.api().watch(Kind.LOGSTASH, logstash -> logstashes.enqueue(Key.of(logstash)));
        parts.api().watch(Service.class, service -> {
            Map<String, String> owner = service.getMetadata().getLabels();
            if (owner != null && owner.containsKey(KIBANA_LABEL)) {
                kibanas.enqueue(new Key(service.getMetadata().getNamespace(), owner.get(KIBANA_LABEL)));
            }
            if (owner != null && owner.containsKey(NAME_LABEL)) {
                elasticsearches.enqueue(new Key(service.getMetadata().getNamespace(), owner.get(NAME_LABEL)));
            }
        });
        parts.api().watch(Secret.class, secret -> parts.api().cached(Kind.ELASTICSEARCH).stream()
                .filter(elasticsearch -> elasticsearch
                        .getMetadata()
                        .getNamespace()
                        .equals(secret.getMetadata().getNamespace()))
                .filter(elasticsearch -> ElasticsearchReconciler.reads(
                        elasticsearch, secret.getMetadata().getName()))
                .forEach(elasticsearch -> elasticsearches.enqueue(Key.of(elasticsearch))));
    }

    static Map<String, String> labels(String name) {
        return Map.of("common.k8s.elastic.co/type", "elasticsearch", NAME_LABEL, name);
    }

    @Override
    public void close() {
        elasticsearches.close();
        kibanas.close();
        logstashes.close();
        kibana.close();
    }
}
