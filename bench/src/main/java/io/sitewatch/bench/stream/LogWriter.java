package io.sitewatch.bench.stream;

import io.sitewatch.bench.load.Message;
import io.sitewatch.bench.stack.Broker;
import io.sitewatch.readings.Topics;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes messages to {@code monitoring} with their own time, in their order within each instrument. */
final class LogWriter implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    LogWriter(Broker broker, int lingerMillis) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "acks",
                        "all",
                        "linger.ms",
                        lingerMillis,
                        "batch.size",
                        262_144),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(Message message) {
        producer.send(
                new ProducerRecord<>(
                        Topics.MONITORING, null, message.arrival(), message.keyBytes(), message.valueBytes()),
                (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    /** Sends the next messages, and returns when the broker has them all. */
    void write(Iterator<Message> log, int count) {
        for (int i = 0; i < count; i++) {
            send(log.next());
        }
        flush();
    }

    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take a message", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
