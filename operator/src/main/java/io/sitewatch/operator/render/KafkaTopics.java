package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sitewatch.crds.v1alpha1.ManagedKafka;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.KafkaTopicSpec;
import io.sitewatch.operator.thirdparty.Manifest;
import io.sitewatch.readings.Durations;
import io.sitewatch.readings.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The topics of a site: its log, and what is derived from it. */
final class KafkaTopics implements Dependent {
    /** Fixed: more partitions would send the readings of an instrument to another one, and break their order. */
    private static final int PARTITIONS = 3;

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.kafka().managed().stream()
                .flatMap(kafka -> Topics.all().stream().map(topic -> topic(site, kafka, topic)))
                .toList();
    }

    private static HasMetadata topic(SiteModel site, ManagedKafka kafka, String topic) {
        ObjectMeta metadata =
                Metadata.keeping(site, Component.KAFKA, site.names().topic(topic));
        metadata.getLabels().put(Strimzi.CLUSTER, site.names().kafka());
        Map<String, Object> config = new TreeMap<>();
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", Durations.parse(kafka.getRetention()).toMillis());
        return new Manifest<>(ObjectKind.KAFKA_TOPIC, metadata, new KafkaTopicSpec(topic, PARTITIONS, config));
    }
}
