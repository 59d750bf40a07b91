package io.sitewatch.local.cluster.strimzi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerPropertiesTest {
    private static final String POOL = """
            metadata: {name: shaft-brokers, namespace: site-a}
            spec: {replicas: 3, roles: [broker, controller], storage: {type: persistent-claim, size: 5Gi}}
            """;

    @Test
    void rendersTheListenersOfTheResourceAndOneForThisMachine() {
        Map<String, String> properties = properties("""
                metadata: {name: shaft, namespace: site-a}
                spec:
                  kafka:
                    listeners:
                      - {name: tls, port: 9093, type: internal, tls: true, authentication: {type: scram-sha-512}}
                    authorization: {type: simple, superUsers: [admin]}
                """);

        assertThat(properties)
                .containsEntry(
                        "listeners",
                        "CONTROLPLANE-9090://127.64.0.1:9090,LAPTOP://127.64.0.1:9092,TLS-9093://127.64.0.1:9093")
                .containsEntry(
                        "advertised.listeners",
                        "LAPTOP://127.64.0.1:9092,TLS-9093://shaft-brokers-0.shaft-kafka-brokers.site-a.svc:9093")
                .containsEntry(
                        "listener.security.protocol.map",
                        "CONTROLPLANE-9090:PLAINTEXT,LAPTOP:PLAINTEXT,TLS-9093:SASL_SSL")
                .containsEntry("listener.name.tls-9093.sasl.enabled.mechanisms", "SCRAM-SHA-512")
                .containsEntry("listener.name.tls-9093.ssl.keystore.location", "/pod/broker.pem")
                .containsEntry("super.users", "User:ANONYMOUS;User:admin");
    }

    @Test
    void takesTheConfigurationButNotWhatStrimziKeepsForItself() {
        Map<String, String> properties = properties("""
                metadata: {name: shaft, namespace: site-a}
                spec:
                  kafka:
                    listeners: []
                    config:
                      log.retention.hours: 48
                      log.dirs: /elsewhere
                      listeners: PLAINTEXT://:1
                      min.insync.replicas: 2
                      offsets.topic.num.partitions: 7
                """);

        assertThat(properties)
                .containsEntry("log.retention.hours", "48")
                .containsEntry("log.dirs", "/data")
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("offsets.topic.num.partitions", "7")
                .doesNotContainKey("authorizer.class.name");
        assertThat(properties.get("listeners")).doesNotContain("PLAINTEXT://:1");
    }

    @Test
    void givesWayWhenTheResourceWantsKafkasUsualPort() {
        Map<String, String> properties = properties("""
                metadata: {name: shaft, namespace: site-a}
                spec: {kafka: {listeners: [{name: plain, port: 9092, type: internal, tls: false}]}}
                """);

        assertThat(properties.get("listeners")).contains("PLAIN-9092://127.64.0.1:9092", "LAPTOP://127.64.0.1:9094");
    }

    @Test
    void refusesWhatTheLaptopDoesNotPlay() {
        assertThatThrownBy(() -> properties("""
                        metadata: {name: shaft, namespace: site-a}
                        spec: {kafka: {listeners: [{name: out, port: 9094, type: loadbalancer, tls: true}]}}
                        """))
                .isInstanceOf(UnsupportedOnLaptop.class)
                .hasMessageContaining("listener out: type loadbalancer");
    }

    private static Map<String, String> properties(String kafka) {
        BrokerSpec spec = BrokerSpec.of(
                Serialization.unmarshal(kafka, GenericKubernetesResource.class),
                Serialization.unmarshal(POOL, GenericKubernetesResource.class),
                "4.3.1");
        return ServerProperties.of(
                spec,
                "127.64.0.1",
                ServerProperties.laptopPort(spec.listeners()),
                Path.of("/data"),
                Path.of("/pod/broker.pem"));
    }
}
