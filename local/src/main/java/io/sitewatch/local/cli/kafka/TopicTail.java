package io.sitewatch.local.cli.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic without a consumer group, so that it leaves no trace at the brokers. */
public final class TopicTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, String> consumer;

    /** @param settings of the client, {@code bootstrap.servers} and the login */
    public TopicTail(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("enable.auto.commit", "false");
        all.put("allow.auto.create.topics", "false");
        all.put("default.api.timeout.ms", "10000");
        this.consumer = new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    }

    /**
     * Reads on and on.
     *
     * @param fromBeginning from the oldest message rather than from now
     * @param each told of each message; reading ends when it says false
     * @return false when there is no such topic
     */
    public boolean read(String topic, boolean fromBeginning, Predicate<ConsumerRecord<String, String>> each) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return false;
        }
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        while (true) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                if (!each.test(record)) {
                    return true;
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
