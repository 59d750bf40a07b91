package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sitewatch.crds.v1alpha1.ManagedKafka;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.KafkaNodePoolSpec;
import io.sitewatch.operator.thirdparty.Manifest;
import java.util.List;

/** The pool of nodes that are brokers and controllers at once. */
final class KafkaBrokers implements Dependent {
    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.kafka().managed().map(kafka -> pool(site, kafka)).stream().toList();
    }

    private static HasMetadata pool(SiteModel site, ManagedKafka kafka) {
        ObjectMeta metadata =
                Metadata.keeping(site, Component.KAFKA, site.names().brokers());
        metadata.getLabels().put(Strimzi.CLUSTER, site.names().kafka());
        return new Manifest<>(
                ObjectKind.KAFKA_NODE_POOL,
                metadata,
                new KafkaNodePoolSpec(
                        kafka.getBrokers(),
                        List.of("controller", "broker"),
                        new KafkaNodePoolSpec.Storage(
                                "jbod",
                                List.of(new KafkaNodePoolSpec.Volume(
                                        0,
                                        "persistent-claim",
                                        kafka.getStorage(),
                                        kafka.getStorageClass(),
                                        !site.retains(),
                                        "shared"))),
                        Sizes.of(kafka.getResources())));
    }
}
