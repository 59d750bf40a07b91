package io.sitewatch.local.cli.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers about topics and consumer groups, as far as the user may see them. */
public final class TopicReader implements AutoCloseable {
    private final Admin admin;

    /** @param settings of the client, {@code bootstrap.servers} and the login */
    public TopicReader(Map<String, String> settings) {
        Map<String, Object> patient = new HashMap<>(settings);
        patient.put("request.timeout.ms", "5000");
        patient.put("default.api.timeout.ms", "10000");
        this.admin = Admin.create(patient);
    }

    /**
     * Every topic, by name.
     *
     * @throws KafkaException when the brokers do not answer
     */
    public List<TopicState> topics() throws InterruptedException {
        Map<String, TopicDescription> topics =
                wait(admin.describeTopics(wait(admin.listTopics().names())).allTopicNames());
        List<TopicPartition> partitions = topics.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        Map<TopicPartition, Long> oldest = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
        List<TopicState> states = new ArrayList<>();
        new TreeMap<>(topics).forEach((name, topic) -> {
            List<TopicPartition> own = partitions.stream()
                    .filter(partition -> partition.topic().equals(name))
                    .toList();
            long written = own.stream().mapToLong(end::get).sum();
            long gone = own.stream().mapToLong(oldest::get).sum();
            states.add(new TopicState(name, own.size(), written - gone, written));
        });
        return states;
    }

    /** What the groups that the user may see have not read, by group and topic. */
    public List<GroupLag> lags() throws InterruptedException {
        List<String> groups = wait(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .sorted()
                .toList();
        List<GroupLag> lags = new ArrayList<>();
        for (String group : groups) {
            ListConsumerGroupOffsetsResult listed = admin.listConsumerGroupOffsets(group);
            Map<TopicPartition, OffsetAndMetadata> committed = wait(listed.partitionsToOffsetAndMetadata());
            Map<TopicPartition, Long> end = offsets(committed.keySet(), OffsetSpec.latest());
            Map<String, Long> byTopic = new TreeMap<>();
            committed.forEach((partition, offset) -> {
                if (offset != null) {
                    byTopic.merge(partition.topic(), end.get(partition) - offset.offset(), Long::sum);
                }
            });
            byTopic.forEach((topic, lag) -> lags.add(new GroupLag(group, topic, lag)));
        }
        return lags;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        return wait(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static <T> T wait(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
