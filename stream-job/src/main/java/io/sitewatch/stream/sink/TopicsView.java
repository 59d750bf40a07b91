package io.sitewatch.stream.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.Topics;
import io.sitewatch.stream.batch.AlertRow;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.source.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics. A batch is one transaction, and the transaction also notes in the stream's consumer group how far the log
 * is read and which batch this was: written again it finds its number there. So readers of committed messages see each
 * batch once, and Kafka's own tools show the stream's lag.
 */
public final class TopicsView implements View {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsView.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> kafka;
    private final String group;
    private final Run run;
    private final Refusals refusals;
    private final OriginalReader originals;

    private KafkaProducer<byte[], byte[]> producer;
    private Mark mark;

    /** The topics of that cluster. What the search refused for good is taken from {@code refusals}. */
    public TopicsView(Map<String, String> kafka, String group, Run run, Refusals refusals) {
        this.kafka = kafka;
        this.group = group;
        this.run = run;
        this.refusals = refusals;
        this.originals = new OriginalReader(kafka);
    }

    /** What the group's offsets say: which batch of which run is in, and whether what was refused of it is too. */
    private record Mark(String queryId, long batch, boolean withRefused) {
        static Mark of(String metadata) {
            String[] parts = metadata.split(" ");
            return parts.length == 3 ? new Mark(parts[0], Long.parseLong(parts[1]), parts[2].equals("whole")) : null;
        }

        String metadata() {
            return queryId + " " + batch + " " + (withRefused ? "whole" : "written");
        }

        boolean has(Run run, long wanted, boolean refused) {
            return queryId.equals(run.queryId()) && (batch > wanted || (batch == wanted && (withRefused || !refused)));
        }
    }

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public void prepare() throws ExecutionException, InterruptedException {
        boolean isDone = false;
        try {
            open();
            isDone = true;
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    @Override
    public void write(Batch batch) throws ExecutionException, InterruptedException {
        boolean isDone = false;
        try {
            open();
            if (mark != null && mark.has(run, batch.id(), false)) {
                LOG.info("batch {} is in the topics already", batch.id());
            } else {
                transact(batch, () -> send(batch), new Mark(run.queryId(), batch.id(), false));
            }
            isDone = true;
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    /** Writes what the search refused of the batch, behind the batch itself. */
    public void writeRefused(Batch batch) throws ExecutionException, InterruptedException {
        List<byte[]> refused = refusals.of(batch.id());
        if (refused.isEmpty()) {
            return;
        }
        boolean isDone = false;
        try {
            open();
            if (mark == null || !mark.has(run, batch.id(), true)) {
                transact(
                        batch,
                        () -> refused.forEach(value -> producer.send(new ProducerRecord<>(Topics.REJECTED, value))),
                        new Mark(run.queryId(), batch.id(), true));
            }
            isDone = true;
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
            producer = null;
        }
        originals.close();
    }

    private void open() throws ExecutionException, InterruptedException {
        if (producer != null) {
            return;
        }
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, group);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_048_576);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            mark = readMark(admin).orElse(null);
            if (mark != null && !mark.queryId().equals(run.queryId())) {
                empty(admin);
            }
        }
    }

    private Optional<Mark> readMark(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .filter(offset -> offset != null && offset.metadata() != null)
                .map(offset -> Mark.of(offset.metadata()))
                .filter(noted -> noted != null)
                .findFirst();
    }

    /** A new run writes everything again: what an earlier one wrote goes first. */
    private void empty(Admin admin) throws ExecutionException, InterruptedException {
        List<String> topics = Topics.all().stream()
                .filter(topic -> !topic.equals(Topics.MONITORING))
                .toList();
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition -> partitions.put(
                            new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, RecordsToDelete> ends = admin.listOffsets(partitions).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> RecordsToDelete.beforeOffset(end.getValue().offset())));
        try {
            admin.deleteRecords(ends).all().get();
            LOG.info("a new run: the topics are emptied and written again");
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof AuthorizationException)) {
                throw failure;
            }
            LOG.warn("a new run, but this user may not delete from the topics: they keep what the run before wrote. "
                    + "Grant Delete on them, or let readers take the last message of each window");
        }
    }

    private void transact(Batch batch, Runnable messages, Mark done) {
        producer.beginTransaction();
        messages.run();
        producer.sendOffsetsToTransaction(offsets(batch, done), new ConsumerGroupMetadata(group));
        producer.commitTransaction();
        mark = done;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Batch batch, Mark done) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        try {
            JSON.readTree(batch.plan().end()).properties().forEach(topic -> topic.getValue()
                    .properties()
                    .forEach(partition -> offsets.put(
                            new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                            new OffsetAndMetadata(partition.getValue().longValue(), done.metadata()))));
            return offsets;
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private ProducerRecord<byte[], byte[]> message(RecordRow row) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(row.key().type().topic(), row.messageKey(), row.json());
        String version = Long.toString(run.version(row.windowStart(), row.revision()));
        message.headers().add(Topics.VERSION_HEADER, version.getBytes(StandardCharsets.US_ASCII));
        return message;
    }

    private void send(Batch batch) {
        for (RecordRow row : batch.records()) {
            producer.send(message(row));
        }
        for (AlertChange alert : batch.alerts()) {
            if (alert.act() != AlertChange.Act.AMENDED) {
                byte[] key = alert.key().boreholeNumber().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(Topics.ALERTS, key, AlertRow.json(alert)));
            }
        }
        for (Rejection rejection : batch.rejections()) {
            byte[] original = originals.read(rejection);
            producer.send(new ProducerRecord<>(Topics.REJECTED, RejectedMessage.of(rejection, original)));
        }
    }
}
