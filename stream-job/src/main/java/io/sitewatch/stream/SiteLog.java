package io.sitewatch.stream;

import io.sitewatch.readings.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic that everything is derived from, as it stands before the stream begins. */
final class SiteLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Readings may be that much ahead of their arrival. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Map<String, Object> properties;
    private KafkaConsumer<byte[], byte[]> consumer;

    SiteLog(Map<String, String> kafka) {
        properties = new HashMap<>(kafka);
        properties.put("allow.auto.create.topics", "false");
        properties.put("auto.offset.reset", "none");
        properties.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        properties.put("max.poll.records", 1);
    }

    /** The topic's partitions; fails when there is no such topic, or no broker. */
    List<TopicPartition> describe() {
        List<PartitionInfo> partitions = consumer().partitionsFor(Topics.MONITORING, PATIENCE);
        if (partitions == null || partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + Topics.MONITORING);
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /**
     * Windows from then on have all their readings in the log. Empty: the log has all there ever were, since nothing of it
     * has been removed.
     */
    Optional<Instant> coversFrom() {
        List<TopicPartition> partitions = describe();
        Map<TopicPartition, Long> beginnings = consumer().beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer().endOffsets(partitions, PATIENCE);
        Instant latest = null;
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.get(partition);
            if (beginning == 0) {
                continue;
            }
            Instant first = beginning < ends.get(partition) ? arrivalAt(partition, beginning) : Instant.now();
            latest = latest == null || first.isAfter(latest) ? first : latest;
        }
        return Optional.ofNullable(latest).map(first -> first.plus(AHEAD));
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(Duration.ofSeconds(5));
        }
    }

    private Instant arrivalAt(TopicPartition partition, long offset) {
        consumer().assign(List.of(partition));
        consumer().seek(partition, offset);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> first : consumer().poll(Duration.ofSeconds(1))) {
                return Instant.ofEpochMilli(first.timestamp());
            }
        }
        throw new IllegalStateException("the first message of " + partition + " did not come");
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }
}
