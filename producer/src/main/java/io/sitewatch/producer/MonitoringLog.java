package io.sitewatch.producer;

import io.sitewatch.readings.Env;
import io.sitewatch.readings.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The topic {@code monitoring}. What is handed over is in the log when the call returns: if Kafka is away, the same
 * readings are tried until it is back, and the caller waits.
 */
final class MonitoringLog {
    /** Header of a message whose value was cut: how many bytes there were, as decimal text. */
    static final String ORIGINAL_BYTES = "original-bytes";

    private static final Logger LOG = Logger.getLogger(MonitoringLog.class);
    /**
     * What a path has under way at most. The client bounds what it holds by its compressed size, and what may have to be
     * given again is held as it is.
     */
    private static final int MOST_BYTES_UNDER_WAY = 1024 * 1024;

    private final Supplier<Producer<byte[], byte[]>> connect;
    private final Backoff backoff;
    private final Metrics metrics;
    private final Clock clock;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private volatile Producer<byte[], byte[]> producer;

    MonitoringLog(Supplier<Producer<byte[], byte[]>> connect, Backoff backoff, Metrics metrics, Clock clock) {
        this.connect = connect;
        this.backoff = backoff;
        this.metrics = metrics;
        this.clock = clock;
        metrics.log(this);
    }

    /** Returns when the topic can be written to. */
    void awaitTopic() throws InterruptedException {
        for (int failures = 1; !reachable(); failures++) {
            Thread.sleep(backoff.afterFailures(failures).toMillis());
        }
        acknowledgements.connected();
        LOG.infof("connected to Kafka, writing to %s", Topics.MONITORING);
    }

    /** Writes all of them; returns when each is acknowledged. */
    void deliver(String path, Iterator<Message> messages) throws InterruptedException {
        try {
            Queue<Message> again = new ArrayDeque<>();
            int failures = 0;
            while (messages.hasNext() || !again.isEmpty()) {
                Round round = new Round(path, producer);
                while (round.open() && (messages.hasNext() || !again.isEmpty())) {
                    round.send(again.isEmpty() ? messages.next() : again.remove());
                }
                again.addAll(round.refused());
                failures = round.failed() ? failures + 1 : 0;
                if (round.failed()) {
                    recover(round, failures);
                }
            }
        } catch (InterruptedException e) {
            LOG.errorf("%s: stopped before Kafka had acknowledged the last poll's readings: %s", path, trouble());
            throw e;
        }
    }

    long inFlight() {
        return acknowledgements.inFlight();
    }

    /** What keeps readings from the log just now, or empty. */
    String trouble() {
        return acknowledgements.trouble(clock.instant());
    }

    /** Gives what is under way so much time, then lets go. */
    void close(Duration patience) {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(patience);
        }
    }

    private void recover(Round round, int failures) throws InterruptedException {
        LOG.warnf("%s: Kafka did not take all readings, trying again: %s", round.path, reason(round.failure()));
        Thread.sleep(backoff.afterFailures(failures).toMillis());
        if (!(round.failure() instanceof RetriableException)) {
            replace(round.producer);
        }
    }

    /** Some errors are for good to a client, though not to its cluster: rights that were missing may have come. */
    private synchronized void replace(Producer<byte[], byte[]> broken) {
        if (producer == broken) {
            broken.close(Duration.ZERO);
            try {
                producer = connect.get();
            } catch (KafkaException e) {
                // The closed one refuses what it is given, so this is tried again.
                acknowledgements.failed(reason(e));
            }
        }
    }

    private boolean reachable() throws InterruptedException {
        try {
            if (producer == null) {
                producer = connect.get();
            }
            return !producer.partitionsFor(Topics.MONITORING).isEmpty();
        } catch (InterruptException e) {
            throw interrupted();
        } catch (KafkaException e) {
            String reason = trouble(e);
            LOG.warnf("cannot reach the topic %s yet: %s", Topics.MONITORING, reason);
            acknowledgements.failed(reason);
            return false;
        }
    }

    /** A missing topic and a missing broker give the same timeout; the client's own count tells them apart. */
    private String trouble(Exception failure) {
        return failure instanceof TimeoutException && !connected()
                ? "no broker answers at " + Env.KAFKA_BOOTSTRAP_SERVERS + ": " + reason(failure)
                : reason(failure);
    }

    private boolean connected() {
        return producer != null
                && producer.metrics().values().stream()
                        .filter(metric -> metric.metricName().name().equals("connection-count"))
                        .anyMatch(metric -> metric.metricValue() instanceof Number count && count.doubleValue() > 0);
    }

    /** The client hides an interrupt in an exception of its own and sets the flag again. */
    private static InterruptedException interrupted() {
        Thread.interrupted();
        return new InterruptedException("stopped while waiting for Kafka");
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String what = root.getClass().getSimpleName() + ": " + root.getMessage();
        return root == failure ? what : failure.getMessage() + " (" + what + ")";
    }

    private static ProducerRecord<byte[], byte[]> toRecord(Message message) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.MONITORING,
                null,
                message.receivedAt().toEpochMilli(),
                message.key().getBytes(StandardCharsets.UTF_8),
                message.value());
        message.cutFrom().ifPresent(bytes -> record.headers()
                .add(ORIGINAL_BYTES, Integer.toString(bytes).getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /** Messages that are given to the client together, until there are enough or one is refused. */
    private final class Round {
        private final String path;
        private final Producer<byte[], byte[]> producer;
        private final Queue<Message> refused = new ArrayDeque<>();
        private Exception failure;
        private int unanswered;
        private int bytes;

        Round(String path, Producer<byte[], byte[]> producer) {
            this.path = path;
            this.producer = producer;
        }

        void send(Message message) throws InterruptedException {
            synchronized (this) {
                unanswered++;
                bytes += message.value().length;
            }
            acknowledgements.given(clock.instant());
            try {
                producer.send(toRecord(message), (metadata, failure) -> end(message, failure));
            } catch (InterruptException e) {
                throw interrupted();
            } catch (KafkaException | IllegalStateException e) {
                end(message, e);
            }
        }

        /** Whether it takes more. */
        synchronized boolean open() {
            return failure == null && bytes < MOST_BYTES_UNDER_WAY;
        }

        synchronized boolean failed() {
            return failure != null;
        }

        synchronized Exception failure() {
            return failure;
        }

        /** Waits until all are answered for. */
        synchronized Queue<Message> refused() throws InterruptedException {
            while (unanswered > 0) {
                wait();
            }
            return refused;
        }

        private void end(Message message, Exception failure) {
            if (failure == null) {
                acknowledgements.acknowledged(clock.instant());
                metrics.written(path, message.value().length);
            } else {
                acknowledgements.refused(trouble(failure));
                metrics.refused(failure);
            }
            synchronized (this) {
                if (failure != null) {
                    this.failure = failure;
                    refused.add(message);
                }
                unanswered--;
                notifyAll();
            }
        }
    }
}
