package io.sitewatch.local.cluster;

import static io.sitewatch.local.cluster.TestLaptop.NAMESPACE;
import static io.sitewatch.local.cluster.TestLaptop.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.kubelet.JvmCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A Kafka resource with its topics and users, and a real broker. */
@TestMethodOrder(MethodOrderer.Random.class)
class StrimziPartTest {
    private static TestLaptop laptop;

    @BeforeAll
    static void aKafkaIsApplied() throws IOException {
        laptop = TestLaptop.start();
        laptop.apply("""
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaNodePool
                metadata:
                  name: shaft-brokers
                  labels: {strimzi.io/cluster: shaft}
                spec:
                  replicas: 1
                  roles: [controller, broker]
                  storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, size: 1Gi}]}
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: Kafka
                metadata: {name: shaft}
                spec:
                  kafka:
                    listeners:
                      - {name: tls, port: 9093, type: internal, tls: true, authentication: {type: scram-sha-512}}
                    authorization: {type: simple}
                    config: {auto.create.topics.enable: false, min.insync.replicas: 2}
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: shaft-water-standpipe
                  labels: {strimzi.io/cluster: shaft}
                spec: {topicName: water_standpipe, partitions: 2, replicas: 3, config: {retention.ms: 3600000}}
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                metadata:
                  name: shaft-stream
                  labels: {strimzi.io/cluster: shaft}
                spec:
                  authentication: {type: scram-sha-512}
                  authorization:
                    type: simple
                    acls:
                      - resource: {type: topic, name: "*"}
                        operations: [Read, Write, Describe, DescribeConfigs]
                      - resource: {type: group, name: shaft, patternType: prefix}
                        operations: [Read]
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                metadata:
                  name: shaft-nobody
                  labels: {strimzi.io/cluster: shaft}
                spec:
                  authentication: {type: scram-sha-512}
                """);
        soon().untilAsserted(() -> {
            assertThat(ready("Kafka", "shaft")).isTrue();
            assertThat(ready("KafkaTopic", "shaft-water-standpipe")).isTrue();
            assertThat(ready("KafkaUser", "shaft-stream")).isTrue();
            assertThat(ready("KafkaUser", "shaft-nobody")).isTrue();
        });
    }

    @AfterAll
    static void everythingGoes() throws IOException {
        laptop.close();
        assertThat(laptop.cluster().processes()).isEmpty();
    }

    @Test
    void statusIsWhatStrimziWrites() {
        Fields status = Fields.of(get("Kafka", "shaft")).at("status");
        Fields listener = status.at("listeners").items().get(0);

        assertThat(listener.at("name").text()).contains("tls");
        assertThat(listener.at("bootstrapServers").text()).contains("shaft-kafka-bootstrap.site-a.svc:9093");
        assertThat(listener.at("certificates").texts())
                .containsExactly(laptop.secret("shaft-cluster-ca-cert", "ca.crt"));
        assertThat(status.at("observedGeneration").number(0)).isEqualTo(1);
        assertThat(status.at("clusterId").text()).isPresent();
        assertThat(Fields.of(get("KafkaUser", "shaft-stream"))
                        .at("status", "secret")
                        .text())
                .contains("shaft-stream");
        assertThat(Fields.of(get("KafkaTopic", "shaft-water-standpipe"))
                        .at("status", "topicName")
                        .text())
                .contains("water_standpipe");
    }

    @Test
    void aUserWithTheRightsWritesAndReadsOverTlsWithItsSecret() throws Exception {
        assertThat(write("shaft-stream", "over tls")).isEqualTo("WRITTEN");

        assertThat(everything()).contains("over tls");
    }

    @Test
    void aUserWithoutRightsIsDenied() throws Exception {
        assertThat(write("shaft-nobody", "never")).isEqualTo("FAILED TopicAuthorizationException");
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        Properties login = login("shaft-stream");
        login.setProperty(
                "sasl.jaas.config",
                login.getProperty("sasl.jaas.config").replaceAll("password=\"[^\"]*\"", "password=\"wrong\""));

        assertThat(write(login, "never")).isEqualTo("FAILED SaslAuthenticationException");
    }

    @Test
    void aTopicGrowsAndChangesWithItsResource() {
        laptop.apply("""
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: shaft-alerts
                  labels: {strimzi.io/cluster: shaft}
                spec: {topicName: alerts, partitions: 1, replicas: 1}
                """);
        soon().until(() -> ready("KafkaTopic", "shaft-alerts"));

        laptop.apply("""
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: shaft-alerts
                  labels: {strimzi.io/cluster: shaft}
                spec: {topicName: alerts, partitions: 3, replicas: 1, config: {cleanup.policy: compact}}
                """);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", plain()))) {
            soon().untilAsserted(() -> assertThat(admin.describeTopics(List.of("alerts"))
                            .allTopicNames()
                            .get(5, TimeUnit.SECONDS)
                            .get("alerts")
                            .partitions())
                    .hasSize(3));
            laptop.client()
                    .genericKubernetesResources("kafka.strimzi.io/v1", "KafkaTopic")
                    .inNamespace(NAMESPACE)
                    .withName("shaft-alerts")
                    .delete();
            soon().untilAsserted(() -> assertThat(admin.listTopics().names().get(5, TimeUnit.SECONDS))
                    .doesNotContain("alerts"));
            soon().until(() -> get("KafkaTopic", "shaft-alerts") == null);
        }
    }

    @Test
    void aKilledBrokerComesBackWithItsData() throws Exception {
        write("shaft-stream", "before the kill");
        RunningProcess before = laptop.process("kafka");

        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

        soon().until(() -> laptop.process("kafka").pid() != before.pid()
                && laptop.process("kafka").pid() != 0
                && ready("Kafka", "shaft"));
        soon().untilAsserted(() -> assertThat(everything()).contains("before the kill"));
        assertThat(laptop.process("kafka").restarts()).isGreaterThan(before.restarts());
        assertThat(laptop.events().messages()).anyMatch(message -> message.contains("was ended by signal 9"));
    }

    private static String write(String user, String value) throws Exception {
        return write(login(user), value);
    }

    private static String write(Properties login, String value) throws Exception {
        Path file = Files.createTempFile("client", ".properties");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                login.store(out, null);
            }
            ProcessBuilder builder = new ProcessBuilder(
                            JvmCommand.java(),
                            "-Xmx64m",
                            "-Djdk.net.hosts.file=" + laptop.state().hosts(),
                            TlsWriter.class.getName(),
                            file.toString(),
                            "water_standpipe",
                            value)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            Process process = builder.start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> everything() {
        Map<String, Object> settings = Map.of("bootstrap.servers", plain());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition("water_standpipe", 0), new TopicPartition("water_standpipe", 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> values = new ArrayList<>();
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            for (int polls = 0; values.size() < end && polls < 50; polls++) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static Properties login(String user) {
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", "shaft-kafka-bootstrap.site-a.svc:9093");
        settings.setProperty("security.protocol", "SASL_SSL");
        settings.setProperty("sasl.mechanism", "SCRAM-SHA-512");
        settings.setProperty("sasl.jaas.config", laptop.secret(user, "sasl.jaas.config"));
        settings.setProperty("ssl.truststore.type", "PEM");
        settings.setProperty("ssl.truststore.certificates", laptop.secret("shaft-cluster-ca-cert", "ca.crt"));
        settings.setProperty("max.block.ms", "25000");
        return settings;
    }

    private static String plain() {
        return laptop.address("shaft-kafka-bootstrap") + ":9092";
    }

    private static boolean ready(String kind, String name) {
        GenericKubernetesResource object = get(kind, name);
        return object != null
                && Fields.of(object).at("status", "conditions").items().stream()
                        .anyMatch(condition -> condition.at("type").text("").equals("Ready")
                                && condition.at("status").text("").equals("True"));
    }

    private static GenericKubernetesResource get(String kind, String name) {
        return laptop.client()
                .genericKubernetesResources("kafka.strimzi.io/v1", kind)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }
}
