package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.kubelet.StorePod;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The running broker and its pod. */
final class BrokerPod {
    private final BrokerProcess process;
    private final StorePod pod;

    BrokerPod(
            Parts parts,
            BrokerProcess process,
            GenericKubernetesResource kafka,
            Map<String, String> labels,
            String claim,
            Events.Source events,
            Runnable changed)
            throws IOException {
        this.process = process;
        this.pod = new StorePod(
                parts.supervisor(),
                parts.pods(),
                parts.clock(),
                events,
                "broker",
                new Key(process.spec().namespace(), process.spec().pod()),
                kafka,
                labels(process.spec(), labels),
                podSpec(process.spec(), claim),
                process.address(),
                process.prepare(),
                changed);
    }

    /** As Strimzi labels its pods, and its Services select them. */
    private static Map<String, String> labels(BrokerSpec spec, Map<String, String> cluster) {
        Map<String, String> labels = new HashMap<>(cluster);
        labels.put("strimzi.io/kind", "Kafka");
        labels.put("strimzi.io/name", spec.name() + "-kafka");
        labels.put("strimzi.io/component-type", "kafka");
        labels.put("strimzi.io/pool-name", spec.pool());
        labels.put("strimzi.io/broker-role", "true");
        return labels;
    }

    private static PodSpec podSpec(BrokerSpec spec, String claim) {
        return new PodSpecBuilder()
                .withHostname(spec.pod())
                .withSubdomain(spec.brokersService())
                .addNewContainer()
                .withName("kafka")
                .withImage("laptop/kafka")
                .endContainer()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .endVolume()
                .build();
    }

    BrokerProcess process() {
        return process;
    }

    void start() {
        pod.start();
    }

    boolean running() {
        return pod.running();
    }

    /** Takes in whether it answers; true the first time that it does after not having done so. */
    boolean observed(boolean answers) {
        return pod.observed(answers);
    }

    /** Ends it; true when it is gone. */
    boolean stop() {
        return pod.stop();
    }
}
