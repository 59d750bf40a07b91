package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Conditions;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Reconciler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Strimzi's topic operator: one topic per KafkaTopic, its partitions and configuration kept as the resource says. */
final class KafkaTopicReconciler implements Reconciler {
    private static final String FINALIZER = "strimzi.io/topic-operator";
    private static final short ONE_BROKER = 1;
    private static final Duration WAIT_FOR_BROKER = Duration.ofSeconds(5);

    private final Parts parts;
    private final Broker brokers;

    KafkaTopicReconciler(Parts parts, Broker brokers) {
        this.parts = parts;
        this.brokers = brokers;
    }

    @Override
    public Optional<Duration> reconcile(Key key) throws InterruptedException {
        Optional<GenericKubernetesResource> found = parts.api().cached(Kind.KAFKA_TOPIC, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        GenericKubernetesResource topic = found.get();
        Key cluster = new Key(
                key.namespace(), StrimziPart.clusterOf(topic.getMetadata().getLabels()));
        Optional<Admin> admin = brokers.admin(cluster);
        if (admin.isEmpty()) {
            return Optional.of(WAIT_FOR_BROKER);
        }
        String name = Fields.of(topic).at("spec", "topicName").text(key.name());
        if (topic.getMetadata().getDeletionTimestamp() != null) {
            delete(admin.get(), name);
            parts.api().setFinalizer(Kind.KAFKA_TOPIC, key, FINALIZER, false);
            return Optional.empty();
        }
        if (!topic.getMetadata().getFinalizers().contains(FINALIZER)) {
            parts.api().setFinalizer(Kind.KAFKA_TOPIC, key, FINALIZER, true);
        }
        try {
            Uuid id = createOrAlter(admin.get(), name, Fields.of(topic).at("spec"));
            writeStatus(topic, name, Optional.of(id), Optional.empty());
        } catch (ApiException | UnsupportedOnLaptop refused) {
            writeStatus(topic, name, Optional.empty(), Optional.of(refused));
            return Optional.of(WAIT_FOR_BROKER);
        }
        return Optional.empty();
    }

    private static Uuid createOrAlter(Admin admin, String name, Fields spec) throws InterruptedException {
        int partitions = (int) spec.at("partitions").number(1);
        Map<String, String> config = config(spec.at("config"));
        Optional<TopicDescription> existing = describe(admin, name);
        if (existing.isEmpty()) {
            return Broker.await(admin.createTopics(List.of(new NewTopic(name, partitions, ONE_BROKER).configs(config)))
                    .topicId(name));
        }
        int present = existing.get().partitions().size();
        if (partitions < present) {
            throw new UnsupportedOnLaptop("Decreasing partitions not supported: " + name + " has " + present);
        }
        if (partitions > present) {
            Broker.await(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                    .all());
        }
        alterConfig(admin, name, config);
        return existing.get().topicId();
    }

    private static void alterConfig(Admin admin, String name, Map<String, String> wanted) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Map<String, String> present = new TreeMap<>();
        Broker.await(admin.describeConfigs(List.of(resource)).all()).get(resource).entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(entry -> present.put(entry.name(), entry.value()));
        List<AlterConfigOp> changes = new ArrayList<>();
        wanted.forEach((key, value) -> {
            if (!value.equals(present.get(key))) {
                changes.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
            }
        });
        present.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(
                        key -> changes.add(new AlterConfigOp(new ConfigEntry(key, null), AlterConfigOp.OpType.DELETE)));
        if (!changes.isEmpty()) {
            Broker.await(
                    admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
        }
    }

    private static Optional<TopicDescription> describe(Admin admin, String name) throws InterruptedException {
        try {
            return Optional.of(Broker.await(admin.describeTopics(List.of(name)).allTopicNames())
                    .get(name));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private static void delete(Admin admin, String name) throws InterruptedException {
        try {
            Broker.await(admin.deleteTopics(List.of(name)).all());
        } catch (UnknownTopicOrPartitionException e) {
            return;
        }
    }

    /** In-sync replicas above the one broker would make every write fail. */
    private static Map<String, String> config(Fields config) {
        Map<String, String> values = new TreeMap<>();
        config.map()
                .forEach((key, value) -> values.put(
                        key,
                        value instanceof List<?> list
                                ? String.join(
                                        ",", list.stream().map(String::valueOf).toList())
                                : String.valueOf(value)));
        values.computeIfPresent("min.insync.replicas", (key, value) -> "1");
        return values;
    }

    private void writeStatus(
            GenericKubernetesResource topic, String name, Optional<Uuid> id, Optional<RuntimeException> refused) {
        Conditions conditions = new Conditions(parts.clock(), Fields.of(topic).at("status", "conditions"));
        refused.ifPresentOrElse(
                problem -> conditions.fails(
                        "Ready",
                        problem instanceof UnsupportedOnLaptop ? "NotSupported" : "KafkaError",
                        problem.getMessage()),
                () -> conditions.holds("Ready"));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("conditions", conditions.list());
        status.put("observedGeneration", topic.getMetadata().getGeneration());
        status.put("topicName", name);
        id.ifPresent(found -> status.put("topicId", found.toString()));
        parts.api().writeStatus(Kind.KAFKA_TOPIC, Key.of(topic), status);
    }
}
