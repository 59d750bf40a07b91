package io.sitewatch.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void aPlainBrokerNeedsOnlyItsAddress() {
        assertThat(KafkaSettings.fromEnvironment(Map.of(Env.KAFKA_BOOTSTRAP_SERVERS, "kafka:9092")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("security.protocol", "PLAINTEXT"));
    }

    @Test
    void scramOverTlsWithTheClustersAuthority() {
        Map<String, String> settings = KafkaSettings.fromEnvironment(Map.of(
                Env.KAFKA_BOOTSTRAP_SERVERS, "kafka:9093",
                Env.KAFKA_SECURITY_PROTOCOL, "SASL_SSL",
                Env.KAFKA_SASL_MECHANISM, "SCRAM-SHA-512",
                Env.KAFKA_USERNAME, "shaft-stream",
                Env.KAFKA_PASSWORD, "pa\"ss\\word",
                Env.KAFKA_CA_FILE, "/etc/kafka/ca.crt"));

        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/etc/kafka/ca.crt");
        assertThat(settings.get("sasl.jaas.config"))
                .isEqualTo("org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"shaft-stream\" password=\"pa\\\"ss\\\\word\";");
    }

    @Test
    void eventHubsSpeaksPlainOverTls() {
        assertThat(KafkaSettings.fromEnvironment(Map.of(
                        Env.KAFKA_BOOTSTRAP_SERVERS, "site.servicebus.windows.net:9093",
                        Env.KAFKA_SECURITY_PROTOCOL, "SASL_SSL",
                        Env.KAFKA_SASL_MECHANISM, "PLAIN",
                        Env.KAFKA_USERNAME, "$ConnectionString",
                        Env.KAFKA_PASSWORD, "Endpoint=sb://site")))
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"$ConnectionString\" password=\"Endpoint=sb://site\";")
                .doesNotContainKey("ssl.truststore.location");
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatThrownBy(() -> KafkaSettings.fromEnvironment(
                        Map.of(Env.KAFKA_BOOTSTRAP_SERVERS, "kafka:9093", Env.KAFKA_SECURITY_PROTOCOL, "SASL_SSL")))
                .hasMessageContaining(Env.KAFKA_USERNAME);
    }
}
