package io.sitewatch.stream.support;

import io.sitewatch.readings.Topics;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A site's Kafka, PostgreSQL and Elasticsearch, all real, and the stream's driver on top. */
public final class Stack implements AutoCloseable {
    public static final int PARTITIONS = 3;

    private final Path folder;
    private final Broker broker;
    private final SearchServer search;
    private final Optional<SmallDisk> checkpointDisk;
    private EmbeddedPostgres postgres;
    private final int postgresPort = Ports.free();
    private int drivers;

    /** With a disk of that size for the checkpoint, where one can be had. */
    public Stack(boolean withSearch, long checkpointMebibytes) throws Exception {
        folder = Files.createTempDirectory("sitewatch-stream");
        checkpointDisk = SmallDisk.mount(folder.resolve("checkpoint"), checkpointMebibytes);
        broker = new Broker(folder.resolve("kafka"));
        search = withSearch ? new SearchServer(folder.resolve("search")) : null;
        startPostgres();
        for (String topic : Topics.all()) {
            broker.createTopic(topic, topic.equals(Topics.MONITORING) ? PARTITIONS : 1);
        }
    }

    public Broker broker() {
        return broker;
    }

    public SearchServer search() {
        return search;
    }

    public Path folder() {
        return folder;
    }

    /** The disk that the checkpoint alone is on; nothing where only root could mount one. */
    public Optional<SmallDisk> checkpointDisk() {
        return checkpointDisk;
    }

    public Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    public Path rulesFile() {
        return folder.resolve("rules.json");
    }

    /** Environment of the driver, as the operator gives it. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SITE_NAME", "shaft");
        environment.put("SITE_RULES_FILE", rulesFile().toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("POSTGRES_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres");
        environment.put("POSTGRES_USERNAME", "postgres");
        environment.put("POSTGRES_PASSWORD", "postgres");
        environment.put("STREAM_CHECKPOINT", checkpoint().toString());
        environment.put("STREAM_TRIGGER", "500ms");
        if (search != null) {
            environment.put("ELASTICSEARCH_URL", search.url());
        }
        return environment;
    }

    public Driver driver(Map<String, String> environment, String... conf) {
        return new Driver(environment, folder.resolve("driver-" + drivers++ + ".log"), conf);
    }

    public void startPostgres() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setPort(postgresPort)
                    .setDataDirectory(folder.resolve("postgres"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("timezone", "UTC")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void stopPostgres() throws IOException {
        postgres.close();
    }

    public KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put("max.request.size", 20_000_000);
        settings.put("enable.idempotence", true);
        settings.put("linger.ms", 5);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void send(Collection<ProducerRecord<byte[], byte[]>> messages) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            messages.forEach(producer::send);
        }
    }

    /** Everything that a reader of committed messages finds in the topic. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.bytes", 50_000_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(500)).forEach(messages::add);
            }
            return messages;
        }
    }

    /** Rows of a query, columns joined by {@code |}. */
    public List<String> rows(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    text.append(i == 1 ? "" : "|").append(row.getString(i));
                }
                rows.add(text.toString());
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        if (search != null) {
            search.close();
        }
        postgres.close();
        checkpointDisk.ifPresent(SmallDisk::close);
        delete(folder);
    }

    /** Deletes the folder and all below it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
