package io.sitewatch.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Counts the messages that are in the log and not yet in the views. */
final class LagMeter implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;
    private final String group;
    private final Progress progress;
    private final boolean hasWritten;
    private Map<TopicPartition, Long> read;

    /**
     * A meter for a run.
     *
     * @param hasWritten whether the views have something of this run; if not, what the group noted is an earlier run's
     */
    LagMeter(Map<String, String> kafka, String group, Progress progress, boolean hasWritten) {
        this.admin = Admin.create(new HashMap<>(kafka));
        this.group = group;
        this.progress = progress;
        this.hasWritten = hasWritten;
    }

    /** The views have everything before these offsets, in Spark's form. */
    synchronized void read(String end) {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<String, JsonNode> partition :
                    JSON.readTree(end).path(Topics.MONITORING).properties()) {
                offsets.put(
                        new TopicPartition(Topics.MONITORING, Integer.parseInt(partition.getKey())),
                        partition.getValue().longValue());
            }
            read = offsets;
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Spark's offsets have changed their form: " + end, failure);
        }
    }

    void measure() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> done = read();
        TopicDescription topic = admin.describeTopics(List.of(Topics.MONITORING))
                .allTopicNames()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .get(Topics.MONITORING);
        Map<TopicPartition, Long> ends = offsets(topic, OffsetSpec.latest());
        // Of a partition that nothing has been read of; once all have been, nobody needs to ask.
        Map<TopicPartition, Long> begins =
                done.keySet().containsAll(ends.keySet()) ? Map.of() : offsets(topic, OffsetSpec.earliest());
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            Long from = done.containsKey(end.getKey()) ? done.get(end.getKey()) : begins.get(end.getKey());
            lag += Math.max(0, end.getValue() - from);
        }
        progress.lag(lag);
    }

    private Map<TopicPartition, Long> offsets(TopicDescription topic, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        topic.partitions()
                .forEach(partition -> wanted.put(new TopicPartition(Topics.MONITORING, partition.partition()), which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(wanted)
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    /** Until the first batch, what the stream noted in its group before it was last stopped. */
    private synchronized Map<TopicPartition, Long> read()
            throws ExecutionException, InterruptedException, TimeoutException {
        if (read == null && !hasWritten) {
            return Map.of();
        }
        if (read == null) {
            read = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> noted = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            noted.forEach((partition, offset) -> {
                if (offset != null) {
                    read.put(partition, offset.offset());
                }
            });
        }
        return read;
    }
}
