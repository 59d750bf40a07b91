package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.crds.v1alpha1.ManagedKafka;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.model.SiteModels;
import io.sitewatch.operator.thirdparty.KafkaSpec;
import io.sitewatch.operator.thirdparty.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The brokers of a site: TLS with SCRAM users, each of which may do what its part needs and nothing else. */
final class KafkaCluster implements Dependent {
    private static final int PORT = 9093;

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.kafka().managed().map(kafka -> cluster(site, kafka)).stream()
                .toList();
    }

    private static HasMetadata cluster(SiteModel site, ManagedKafka kafka) {
        return new Manifest<>(
                ObjectKind.KAFKA,
                Metadata.keeping(site, Component.KAFKA, site.names().kafka()),
                new KafkaSpec(
                        new KafkaSpec.Cluster(
                                kafka.getVersion(),
                                List.of(new KafkaSpec.Listener(
                                        SiteModels.LISTENER,
                                        PORT,
                                        "internal",
                                        true,
                                        new KafkaSpec.Typed("scram-sha-512"))),
                                new KafkaSpec.Typed("simple"),
                                config(kafka.getBrokers()),
                                new KafkaSpec.PodTemplate(
                                        new KafkaSpec.Pod(Restricted.pod()),
                                        new KafkaSpec.Container(Restricted.writing(), null))),
                        entityOperator()));
    }

    /** One broker keeps one copy; three and more keep three, and two of them have to agree. */
    private static Map<String, Object> config(int brokers) {
        int copies = Math.min(3, brokers);
        int agreeing = Math.max(1, copies - 1);
        Map<String, Object> config = new TreeMap<>();
        config.put("auto.create.topics.enable", false);
        config.put("default.replication.factor", copies);
        config.put("min.insync.replicas", agreeing);
        config.put("offsets.topic.replication.factor", copies);
        config.put("transaction.state.log.replication.factor", copies);
        config.put("transaction.state.log.min.isr", agreeing);
        return config;
    }

    /** Without finalizers on topics, so that a namespace can go in any order: our own deletion removes them first. */
    private static KafkaSpec.EntityOperator entityOperator() {
        KafkaSpec.Container topicOperator = new KafkaSpec.Container(
                Restricted.writing(),
                List.of(new EnvVarBuilder()
                        .withName("STRIMZI_USE_FINALIZERS")
                        .withValue("false")
                        .build()));
        return new KafkaSpec.EntityOperator(
                Map.of(),
                Map.of(),
                new KafkaSpec.Template(
                        new KafkaSpec.Pod(Restricted.pod()),
                        topicOperator,
                        new KafkaSpec.Container(Restricted.writing(), null)));
    }
}
