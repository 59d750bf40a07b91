package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import java.util.Map;

/** Strimzi's cluster, topic and user operators. */
public final class StrimziPart implements AutoCloseable {
    static final String MANAGER = "strimzi-cluster-operator";
    static final String CLUSTER_LABEL = "strimzi.io/cluster";

    private final Parts parts;
    private final Broker brokers = new Broker();
    private final Controller clusters;
    private final Controller topics;
    private final Controller users;

    public StrimziPart(Parts parts) {
        this.parts = parts;
        KafkaReconciler kafka = new KafkaReconciler(parts, brokers, this::brokerChanged);
        this.clusters = new Controller("kafka", 2, kafka);
        kafka.whenProcessChanges(clusters::enqueue);
        this.topics = new Controller("kafka-topics", 2, new KafkaTopicReconciler(parts, brokers));
        this.users = new Controller("kafka-users", 1, new KafkaUserReconciler(parts, brokers));
    }

    /** Begins to follow the API. */
    public void start() {
        parts.api().watch(Kind.KAFKA, kafka -> clusters.enqueue(Key.of(kafka)));
        parts.api().watch(Kind.KAFKA_NODE_POOL, pool -> {
            String cluster = clusterOf(pool.getMetadata().getLabels());
            clusters.enqueue(new Key(pool.getMetadata().getNamespace(), cluster));
        });
        parts.api().watch(Kind.KAFKA_TOPIC, topic -> topics.enqueue(Key.of(topic)));
        parts.api().watch(Kind.KAFKA_USER, user -> users.enqueue(Key.of(user)));
        parts.api().watch(Secret.class, this::passwordMayHaveChanged);
        parts.api().watch(io.fabric8.kubernetes.api.model.Service.class, service -> {
            String cluster = clusterOf(service.getMetadata().getLabels());
            if (!cluster.isEmpty()) {
                clusters.enqueue(new Key(service.getMetadata().getNamespace(), cluster));
            }
        });
    }

    @Override
    public void close() {
        topics.close();
        users.close();
        clusters.close();
        brokers.close();
    }

    static String clusterOf(Map<String, String> labels) {
        return labels == null ? "" : labels.getOrDefault(CLUSTER_LABEL, "");
    }

    /** What Strimzi puts on everything of a cluster. */
    static Map<String, String> labels(GenericKubernetesResource kafka) {
        String name = kafka.getMetadata().getName();
        return Map.of(
                CLUSTER_LABEL,
                name,
                "strimzi.io/kind",
                "Kafka",
                "strimzi.io/name",
                name + "-kafka",
                "app.kubernetes.io/name",
                "kafka",
                "app.kubernetes.io/instance",
                name,
                "app.kubernetes.io/managed-by",
                MANAGER);
    }

    private void brokerChanged(Key cluster) {
        enqueueOf(cluster, Kind.KAFKA_TOPIC, topics);
        enqueueOf(cluster, Kind.KAFKA_USER, users);
    }

    private void enqueueOf(Key cluster, Kind kind, Controller controller) {
        parts.api().cached(kind).stream()
                .filter(object -> object.getMetadata().getNamespace().equals(cluster.namespace()))
                .filter(object -> clusterOf(object.getMetadata().getLabels()).equals(cluster.name()))
                .forEach(object -> controller.enqueue(Key.of(object)));
    }

    /** A user may take its password from somebody else's Secret. */
    private void passwordMayHaveChanged(Secret secret) {
        parts.api().cached(Kind.KAFKA_USER).stream()
                .filter(user -> user.getMetadata()
                        .getNamespace()
                        .equals(secret.getMetadata().getNamespace()))
                .filter(user ->
                        user.getMetadata().getName().equals(secret.getMetadata().getName())
                                || Fields.of(user)
                                        .at("spec", "authentication", "password", "valueFrom", "secretKeyRef", "name")
                                        .text("")
                                        .equals(secret.getMetadata().getName()))
                .forEach(user -> users.enqueue(Key.of(user)));
    }
}
