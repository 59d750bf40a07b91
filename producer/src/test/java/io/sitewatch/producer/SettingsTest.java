package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.readings.InstrumentType;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void needsOnlyASourceAndABroker() {
        Settings settings = from(Map.of());
        assertThat(settings.source().paths())
                .hasSize(InstrumentType.values().length)
                .contains(new SourcePath(
                        InstrumentType.PIEZOMETER,
                        "pore_pressure",
                        URI.create("http://instruments:8080/params/pore_pressure")));
        assertThat(settings.source().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.source().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.source().authorization()).isEmpty();
        assertThat(settings.kafka())
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "PLAINTEXT");
    }

    @Test
    void theBaseUrlMayHaveAPathAndEndInASlash() {
        assertThat(from(Map.of("SOURCE_BASE_URL", "https://host/api/v1/"))
                        .source()
                        .paths())
                .extracting(SourcePath::uri)
                .contains(URI.create("https://host/api/v1/params/settlement/x"));
    }

    @Test
    void pathsCanBeOthersOrLeftOut() {
        assertThat(from(Map.of("SOURCE_PATHS", "piezometer=pore, strain_gauge="))
                        .source()
                        .paths())
                .extracting(SourcePath::path)
                .containsExactly("water_standpipe", "pore", "settlement/x", "settlement/y");
    }

    @Test
    void aTokenIsABearersToken() {
        assertThat(from(Map.of("SOURCE_TOKEN", "abc.def")).source().authorization())
                .contains("Bearer abc.def");
    }

    @Test
    void secretsAreInNoText() {
        Settings settings = from(Map.of(
                "SOURCE_USERNAME", "u",
                "SOURCE_PASSWORD", "s3cret",
                "KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "KAFKA_USERNAME", "u",
                "KAFKA_PASSWORD", "s3cret"));
        assertThat(settings.kafka().get("sasl.jaas.config")).contains("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("Basic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SOURCE_BASE_URL | '' | SOURCE_BASE_URL is not set: write the URL",
                "SOURCE_BASE_URL | instruments:8080 | SOURCE_BASE_URL is \"instruments:8080\": write a URL that starts with http:// or https://",
                "SOURCE_BASE_URL | http://a b | SOURCE_BASE_URL is \"http://a b\"",
                "SOURCE_BASE_URL | http://h/?a=1 | leave out what follows the path",
                "SOURCE_BASE_URL | http://me:pw@h | \"http://…@h\": leave out the credentials: set SOURCE_USERNAME",
                "SOURCE_INTERVAL | 10 | SOURCE_INTERVAL is \"10\": \"10\" is no duration",
                "SOURCE_TIMEOUT | -1s | SOURCE_TIMEOUT is \"-1s\"",
                "SOURCE_PATHS | tiltmeter=x | unknown instrument type \"tiltmeter\": known are water_standpipe",
                "SOURCE_PATHS | piezometer | write piezometer=PATH, or piezometer= to leave the type out",
                "SOURCE_PATHS | piezometer=a b | SOURCE_PATHS: \"http://instruments:8080/params/a b\" is no URL",
                "SOURCE_PATHS | water_standpipe=,piezometer=,settlement_marker=,extensometer=,strain_gauge= | leave at least one",
                "SOURCE_TOKEN | Bearer abc | SOURCE_TOKEN has spaces",
                "SOURCE_USERNAME | me | SOURCE_PASSWORD is not set",
                "KAFKA_BOOTSTRAP_SERVERS | kafka | KAFKA_BOOTSTRAP_SERVERS is \"kafka\": \"kafka\" is no host:port",
                "KAFKA_BOOTSTRAP_SERVERS | '' | KAFKA_BOOTSTRAP_SERVERS is not set: write the brokers",
                "KAFKA_SECURITY_PROTOCOL | TLS | write one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL",
                "KAFKA_SECURITY_PROTOCOL | SASL_SSL | KAFKA_USERNAME is not set",
                "KAFKA_SECURITY_PROTOCOL | SASL_SSL | KAFKA_PASSWORD is not set",
                "KAFKA_CA_FILE | /no/such/ca.crt | KAFKA_CA_FILE is \"/no/such/ca.crt\": there is no such file",
            })
    void namesTheVariableTheValueAndTheMend(String name, String value, String words) {
        assertThatThrownBy(() -> from(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("pw");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThatThrownBy(() -> from(Map.of("SOURCE_INTERVAL", "soon", "KAFKA_BOOTSTRAP_SERVERS", "kafka")))
                .hasMessageContaining("SOURCE_INTERVAL")
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
    }

    private static Settings from(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(
                Map.of("SOURCE_BASE_URL", "http://instruments:8080", "KAFKA_BOOTSTRAP_SERVERS", "kafka:9093"));
        variables.putAll(environment);
        return Settings.from(name -> Optional.ofNullable(variables.get(name)));
    }
}
