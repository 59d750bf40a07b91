package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Owned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Services that Strimzi makes for a cluster. */
final class ClusterServices {
    /** Name of the port that only this machine's tools use; no real cluster has it. */
    static final String LAPTOP_PORT = "tcp-laptop";

    private final Api api;

    ClusterServices(Api api) {
        this.api = api;
    }

    void ensure(GenericKubernetesResource kafka, BrokerSpec spec, Map<String, String> labels, int laptopPort) {
        List<ServicePort> ports = new ArrayList<>();
        spec.listeners().forEach(listener -> ports.add(port("tcp-" + listener.name(), listener.port())));
        ports.add(port(LAPTOP_PORT, laptopPort));
        Map<String, String> selector = new HashMap<>();
        selector.put(StrimziPart.CLUSTER_LABEL, spec.name());
        selector.put("strimzi.io/kind", "Kafka");
        selector.put("strimzi.io/name", spec.name() + "-kafka");
        api.ensure(
                new ServiceBuilder()
                        .withMetadata(Owned.by(kafka, spec.bootstrapService(), labels))
                        .withNewSpec()
                        .withType("ClusterIP")
                        .withSelector(selector)
                        .withPorts(ports)
                        .endSpec()
                        .build(),
                StrimziPart.MANAGER);
        Service headless = new ServiceBuilder()
                .withMetadata(Owned.by(kafka, spec.brokersService(), labels))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(selector)
                .withPorts(ports)
                .endSpec()
                .build();
        api.ensure(headless, StrimziPart.MANAGER);
    }

    private static ServicePort port(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(port)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(port))
                .build();
    }
}
