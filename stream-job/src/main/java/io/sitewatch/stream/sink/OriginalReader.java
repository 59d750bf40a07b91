package io.sitewatch.stream.sink;

import io.sitewatch.readings.Topics;
import io.sitewatch.stream.source.Rejection;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the originals that were too long to be carried through the batch, one at a time. */
final class OriginalReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OriginalReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> kafka;
    private KafkaConsumer<byte[], byte[]> consumer;
    /** The last message fetched: a snapshot may have many items to reject. */
    private ConsumerRecord<byte[], byte[]> last;

    OriginalReader(Map<String, String> kafka) {
        this.kafka = kafka;
    }

    /**
     * The bytes of what was rejected; null when the log does not have them any more, as when a batch has waited for longer than the
     * log is kept.
     */
    byte[] read(Rejection rejection) {
        if (rejection.original() != null) {
            return rejection.original();
        }
        ConsumerRecord<byte[], byte[]> message = message(rejection.partition(), rejection.offset());
        if (message == null) {
            LOG.warn(
                    "the log no longer has the original at partition {}, offset {}: it is rejected without",
                    rejection.partition(),
                    rejection.offset());
            return null;
        }
        byte[] value = message.value();
        return rejection.length() == 0
                ? value
                : Arrays.copyOfRange(value, rejection.from(), rejection.from() + rejection.length());
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(Duration.ofSeconds(5));
            consumer = null;
        }
        last = null;
    }

    /** Null when it is gone. */
    private ConsumerRecord<byte[], byte[]> message(int partition, long offset) {
        if (last != null && last.partition() == partition && last.offset() == offset) {
            return last;
        }
        if (consumer == null) {
            Map<String, Object> properties = new HashMap<>(kafka);
            properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        TopicPartition place = new TopicPartition(Topics.MONITORING, partition);
        if (!consumer.assignment().contains(place)) {
            consumer.assign(List.of(place));
        }
        if (last == null || last.partition() != partition || last.offset() + 1 != offset) {
            consumer.seek(place, offset);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                Iterator<ConsumerRecord<byte[], byte[]>> polled =
                        consumer.poll(Duration.ofSeconds(1)).iterator();
                if (polled.hasNext()) {
                    last = polled.next();
                    return last.offset() == offset ? last : null;
                }
            } catch (OffsetOutOfRangeException gone) {
                last = null;
                return null;
            }
        }
        throw new TimeoutException("the original at " + place + " offset " + offset + " did not come");
    }
}
