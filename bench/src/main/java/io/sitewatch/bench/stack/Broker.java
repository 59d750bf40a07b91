package io.sitewatch.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** One Kafka broker in KRaft mode, without security, keeping messages however old their time is. */
public final class Broker implements AutoCloseable {
    private final Child child;
    private final String bootstrap;
    private final Admin admin;

    private Broker(Child child, String bootstrap, Admin admin) {
        this.child = child;
        this.bootstrap = bootstrap;
        this.admin = admin;
    }

    static Broker start(Path folder, String heap) throws IOException, InterruptedException {
        int port = Ports.free();
        int controllerPort = Ports.free();
        Files.createDirectories(folder);
        Path settings = Files.writeString(
                folder.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                log.retention.ms=-1
                log.message.timestamp.after.max.ms=9223372036854775807
                log.segment.delete.delay.ms=1000
                """.formatted(port, controllerPort, folder.resolve("data")));
        try (Child format = Child.start(
                "broker-format",
                Child.java(
                        "128m",
                        Child.ownClassPath(),
                        List.of(),
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        settings.toString()),
                Map.of(),
                folder)) {
            format.awaitSuccess(Stack.START);
        }
        Child child = Child.start(
                "broker",
                Child.java(heap, Child.ownClassPath(), List.of("-XX:+UseG1GC"), "kafka.Kafka", settings.toString()),
                Map.of(),
                folder);
        String bootstrap = "127.0.0.1:" + port;
        try {
            child.await("listening on " + port, Stack.START, () -> Ports.answers(port));
        } catch (InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
        return new Broker(child, bootstrap, Admin.create(Map.of("bootstrap.servers", bootstrap)));
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return bootstrap;
    }

    public Child child() {
        return child;
    }

    /** Removes all topics, and makes these anew and empty. */
    public void recreate(Map<String, Integer> partitionsByTopic) throws InterruptedException, ExecutionException {
        List<String> doomed = admin.listTopics().names().get().stream()
                .filter(topic -> !topic.startsWith("__"))
                .toList();
        admin.deleteTopics(doomed).all().get();
        child.await("deletion of topics", Stack.START, () -> gone(doomed));
        admin.createTopics(partitionsByTopic.entrySet().stream()
                        .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
                        .toList())
                .all()
                .get();
        child.await("leaders of all topics", Stack.START, () -> partitionsByTopic.keySet().stream()
                .allMatch(this::isLed));
    }

    /** A topic made under the name of one that is just gone may be listed before its partitions take anything. */
    private boolean isLed(String topic) {
        try {
            return messages(topic) == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private boolean gone(List<String> topics) {
        try {
            Set<String> present = admin.listTopics().names().get();
            return topics.stream().noneMatch(present::contains);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** How many messages were ever written to the topic. */
    public long messages(String topic) throws InterruptedException, ExecutionException {
        return endOffsets(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many messages of the topic the group has done with. */
    public long committed(String group, String topic) throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    private Map<TopicPartition, Long> endOffsets(String topic) throws InterruptedException, ExecutionException {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        Map<TopicPartition, OffsetSpec> latest = description.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(latest).all().get();
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                .offset()));
    }

    @Override
    public void close() {
        admin.close();
        child.close();
    }
}
