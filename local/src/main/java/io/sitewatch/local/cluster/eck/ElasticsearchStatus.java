package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Conditions;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The status of an Elasticsearch, as ECK writes it. */
final class ElasticsearchStatus {
    private final Api api;
    private final Clock clock;
    private final String version;

    ElasticsearchStatus(Api api, Clock clock, String version) {
        this.api = api;
        this.clock = clock;
        this.version = version;
    }

    void applying(GenericKubernetesResource elasticsearch, String why) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("availableNodes", 0);
        status.put("health", "unknown");
        status.put("phase", "ApplyingChanges");
        status.put("version", version);
        status.put("observedGeneration", elasticsearch.getMetadata().getGeneration());
        status.put(
                "conditions",
                conditions(elasticsearch)
                        .fails("ReconciliationComplete", null, why)
                        .fails("ElasticsearchIsReachable", null, why)
                        .list());
        api.writeStatus(Kind.ELASTICSEARCH, Key.of(elasticsearch), status);
    }

    void ready(GenericKubernetesResource elasticsearch, String health) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("availableNodes", 1);
        status.put("health", health);
        status.put("phase", "Ready");
        status.put("version", version);
        status.put("observedGeneration", elasticsearch.getMetadata().getGeneration());
        status.put(
                "conditions",
                conditions(elasticsearch)
                        .holds("ReconciliationComplete")
                        .holds("RunningDesiredVersion", null, "All nodes are running version " + version)
                        .holds("ElasticsearchIsReachable", null, "the service has an endpoint that answers")
                        .list());
        api.writeStatus(Kind.ELASTICSEARCH, Key.of(elasticsearch), status);
    }

    private Conditions conditions(GenericKubernetesResource elasticsearch) {
        return new Conditions(clock, Fields.of(elasticsearch).at("status", "conditions"));
    }
}
