package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Kafka resource and its node pool ask for, as one broker can give it.
 *
 * @param config the resource's {@code spec.kafka.config}, with what needs several brokers brought down to one
 * @param pool name of the node pool that has the broker role
 * @param storageSize of the pool's first volume
 * @param deleteClaim whether the data goes with the cluster
 * @param notes what differs from what was asked, for people
 */
record BrokerSpec(
        String namespace,
        String name,
        List<Listener> listeners,
        boolean simpleAuthorization,
        List<String> superUsers,
        Map<String, String> config,
        String pool,
        String storageSize,
        boolean deleteClaim,
        List<String> notes) {

    private static final List<String> AT_MOST_ONE = List.of(
            "default.replication.factor",
            "min.insync.replicas",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
            "share.coordinator.state.topic.replication.factor",
            "share.coordinator.state.topic.min.isr");

    static BrokerSpec of(GenericKubernetesResource kafka, GenericKubernetesResource pool, String runningVersion) {
        Fields spec = Fields.of(kafka).at("spec", "kafka");
        Fields poolSpec = Fields.of(pool).at("spec");
        List<String> notes = new ArrayList<>();
        long replicas = poolSpec.at("replicas").number(1);
        if (replicas > 1) {
            notes.add(replicas + " brokers were asked for, the laptop runs one: replication factors are 1");
        }
        spec.at("version")
                .text()
                .filter(version -> !version.equals(runningVersion))
                .ifPresent(
                        version -> notes.add("Kafka " + version + " was asked for, the laptop has " + runningVersion));
        Fields volume = firstVolume(poolSpec.at("storage"));
        return new BrokerSpec(
                kafka.getMetadata().getNamespace(),
                kafka.getMetadata().getName(),
                spec.at("listeners").items().stream().map(Listener::of).toList(),
                simple(spec.at("authorization")),
                spec.at("authorization", "superUsers").texts(),
                config(spec.at("config")),
                pool.getMetadata().getName(),
                volume.at("size").text("1Gi"),
                volume.at("deleteClaim").flag(false)
                        || volume.at("type").text("").equals("ephemeral"),
                List.copyOf(notes));
    }

    /** As Strimzi names a broker's pod. */
    String pod() {
        return name + "-" + pool.replaceFirst("^" + java.util.regex.Pattern.quote(name) + "-", "") + "-0";
    }

    String bootstrapService() {
        return name + "-kafka-bootstrap";
    }

    String brokersService() {
        return name + "-kafka-brokers";
    }

    /** The name that clients inside the cluster find the broker under. */
    String advertisedHost() {
        return pod() + "." + brokersService() + "." + namespace + ".svc";
    }

    String bootstrapHost() {
        return bootstrapService() + "." + namespace + ".svc";
    }

    private static boolean simple(Fields authorization) {
        String type = authorization.at("type").text("");
        if (!type.isEmpty() && !type.equals("simple")) {
            throw new UnsupportedOnLaptop(
                    "spec.kafka.authorization.type " + type + " is not played on the laptop, only simple");
        }
        return type.equals("simple");
    }

    private static Fields firstVolume(Fields storage) {
        List<Fields> volumes = storage.at("volumes").items();
        return volumes.isEmpty() ? storage : volumes.get(0);
    }

    private static Map<String, String> config(Fields config) {
        Map<String, String> values = new LinkedHashMap<>();
        config.map().forEach((key, value) -> values.put(key, String.valueOf(value)));
        values.replaceAll((key, value) -> AT_MOST_ONE.contains(key) ? "1" : value);
        return values;
    }
}
