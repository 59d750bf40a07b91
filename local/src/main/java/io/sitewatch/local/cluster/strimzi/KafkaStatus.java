package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Conditions;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** The status of a Kafka and of its node pool, as Strimzi writes it. */
final class KafkaStatus {
    private static final String OPERATOR_VERSION = "1.2.0";

    private final Api api;
    private final Clock clock;

    KafkaStatus(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    void notReady(GenericKubernetesResource kafka, String reason, String message) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put(
                "conditions", conditions(kafka).fails("Ready", reason, message).list());
        status.put("observedGeneration", kafka.getMetadata().getGeneration());
        Fields.of(kafka).at("status", "clusterId").text().ifPresent(id -> status.put("clusterId", id));
        api.writeStatus(Kind.KAFKA, Key.of(kafka), status);
    }

    void ready(
            GenericKubernetesResource kafka,
            GenericKubernetesResource pool,
            BrokerSpec spec,
            CertificateAuthority authority,
            String clusterId) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("conditions", conditions(kafka).holds("Ready").list());
        status.put("observedGeneration", kafka.getMetadata().getGeneration());
        status.put(
                "listeners",
                spec.listeners().stream()
                        .map(listener -> listener(listener, spec, authority))
                        .toList());
        status.put("kafkaNodePools", List.of(Map.of("name", spec.pool())));
        status.put("clusterId", clusterId);
        status.put("operatorLastSuccessfulVersion", OPERATOR_VERSION);
        status.put("kafkaVersion", AppInfoParser.getVersion());
        status.put("kafkaMetadataVersion", BrokerStorage.metadataVersion());
        api.writeStatus(Kind.KAFKA, Key.of(kafka), status);
        writePool(kafka, pool, clusterId);
    }

    private static Map<String, Object> listener(Listener listener, BrokerSpec spec, CertificateAuthority authority) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("name", listener.name());
        status.put("addresses", List.of(Map.of("host", spec.bootstrapHost(), "port", listener.port())));
        status.put("bootstrapServers", spec.bootstrapHost() + ":" + listener.port());
        if (listener.tls()) {
            status.put("certificates", List.of(authority.own().certificatePem()));
        }
        return status;
    }

    private void writePool(GenericKubernetesResource kafka, GenericKubernetesResource pool, String clusterId) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("conditions", new Conditions(clock, Fields.of(pool).at("status", "conditions")).list());
        status.put("observedGeneration", pool.getMetadata().getGeneration());
        status.put("nodeIds", List.of(ServerProperties.NODE_ID));
        status.put("clusterId", clusterId);
        status.put("roles", Fields.of(pool).at("spec", "roles").texts());
        status.put("replicas", 1);
        status.put(
                "labelSelector",
                "strimzi.io/cluster=" + kafka.getMetadata().getName() + ",strimzi.io/pool-name="
                        + pool.getMetadata().getName());
        api.writeStatus(Kind.KAFKA_NODE_POOL, Key.of(pool), status);
    }

    private Conditions conditions(GenericKubernetesResource kafka) {
        return new Conditions(clock, Fields.of(kafka).at("status", "conditions"));
    }
}
