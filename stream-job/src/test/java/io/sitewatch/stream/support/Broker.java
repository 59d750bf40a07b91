package io.sitewatch.stream.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/** A real broker in a process of its own. */
public final class Broker implements AutoCloseable {
    private static final String CLUSTER = "c2l0ZXdhdGNoLXRlc3RzLQ";

    private final Path folder;
    private final int port = Ports.free();
    private final int controllerPort = Ports.free();
    private ChildProcess process;

    public Broker(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "controller.listener.names=CONTROLLER",
                        "log.dirs=" + folder.resolve("logs"),
                        "num.partitions=1",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=1",
                        "group.initial.rebalance.delay.ms=0",
                        "log.retention.ms=-1",
                        "message.max.bytes=20000000",
                        "auto.create.topics.enable=false"));
        start();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    public void start() {
        String jars = TestJava.TARGET + "/test-runtime/kafka/*:" + TestJava.TARGET + "/spark/jars/*:" + TestJava.TARGET
                + "/test-classes";
        process = new ChildProcess(
                "broker",
                TestJava.command(
                        "256m",
                        jars,
                        BrokerMain.class.getName(),
                        folder.resolve("server.properties").toString(),
                        folder.resolve("logs").toString(),
                        CLUSTER),
                Map.of(),
                folder.resolve("broker.log"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .until(this::answers);
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    public void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(
                            new NewTopic(name, partitions, (short) 1).configs(Map.of("max.message.bytes", "20000000"))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean answers() {
        process.requireAlive();
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "default.api.timeout.ms",
                "3000",
                "request.timeout.ms",
                "2000"))) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (Exception notYet) {
            return false;
        }
    }
}
