package io.sitewatch.producer;

import static org.awaitility.Awaitility.await;

import io.sitewatch.readings.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker in a process of its own, which can be killed and comes back with what it had. */
final class Broker implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final String clusterId = Uuid.randomUuid().toString();
    private Process process;

    private Broker(Path folder, int port, int controllerPort) throws IOException {
        this.folder = folder;
        this.port = port;
        Files.writeString(
                folder.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                log.cleaner.dedupe.buffer.size=2097152
                num.network.threads=1
                num.io.threads=2
                """.formatted(port, controllerPort, folder.resolve("data")));
    }

    /** A broker that runs and has an empty topic {@code monitoring}. */
    static Broker start(Path folder) throws IOException {
        Broker broker = installed(folder);
        broker.start();
        broker.createTopic();
        return broker;
    }

    /** A broker that does not run yet. */
    static Broker installed(Path folder) throws IOException {
        return new Broker(folder, freePort(), freePort());
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        folder.resolve("server.properties").toString(),
                        folder.resolve("data").toString(),
                        clusterId)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        await().atMost(Duration.ofSeconds(90)).until(this::answers);
    }

    void ensureRunning() throws IOException {
        if (process == null || !process.isAlive()) {
            start();
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    void createTopic() {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(Topics.MONITORING, 3, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void emptyTopic() {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(Topics.MONITORING)).all().get();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(Topics.MONITORING));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        createTopic();
    }

    /** All that is in {@code monitoring} once that condition holds of it. */
    List<ConsumerRecord<String, byte[]>> records(Predicate<List<ConsumerRecord<String, byte[]>>> condition) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MONITORING).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                        return condition.test(records);
                    });
        }
        return records;
    }

    @Override
    public void close() {
        kill();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended: " + log());
        }
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", address(), "request.timeout.ms", "2000", "default.api.timeout.ms", "2000"))) {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size() == 1;
        } catch (Exception e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
