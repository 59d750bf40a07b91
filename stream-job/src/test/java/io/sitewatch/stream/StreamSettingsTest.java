package io.sitewatch.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sitewatch.readings.Env;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSettingsTest {
    private final Map<String, String> env = new HashMap<>(Map.of(
            Env.SITE_NAME, "shaft",
            Env.KAFKA_BOOTSTRAP_SERVERS, "shaft-kafka-bootstrap:9093",
            Env.POSTGRES_JDBC_URL, "jdbc:postgresql://shaft-db-rw:5432/sitewatch",
            Env.POSTGRES_USERNAME, "sitewatch",
            Env.POSTGRES_PASSWORD, "secret",
            Env.STREAM_CHECKPOINT, "s3a://site/shaft/"));

    @Test
    void whatIsNotSaidHasTheContractsDefaults() {
        StreamSettings settings = StreamSettings.of(env);
        assertThat(settings.window()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.lateness()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.trigger()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.checkpoint()).isEqualTo("s3a://site/shaft");
        assertThat(settings.search()).isEmpty();
        assertThat(settings.httpPort()).isEqualTo(8090);
        assertThat(settings.replay()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Env.SITE_NAME, Env.KAFKA_BOOTSTRAP_SERVERS, Env.POSTGRES_JDBC_URL, Env.STREAM_CHECKPOINT})
    void whatIsMissingIsNamed(String name) {
        env.remove(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamSettings.of(env))
                .withMessageContaining(name);
    }

    @Test
    void aBadDurationIsNamedWithItsValueAndTheMend() {
        env.put(Env.STREAM_WINDOW, "ten seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamSettings.of(env))
                .withMessageContaining("STREAM_WINDOW")
                .withMessageContaining("ten seconds")
                .withMessageContaining("10s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536"})
    void aBadPortIsNamedWithItsValue(String port) {
        env.put(Env.STREAM_HTTP_PORT, port);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamSettings.of(env))
                .withMessageContaining(port);
    }

    @Test
    void recordsAreTheStreamsToWriteIntoTheSearchUnlessLogstashDoes() {
        env.put(Env.ELASTICSEARCH_URL, "https://shaft-es-http:9200");
        assertThat(StreamSettings.of(env).search().orElseThrow().takesRecords()).isTrue();
        env.put(Env.SEARCH_INGEST, "Logstash");
        assertThat(StreamSettings.of(env).search().orElseThrow().takesRecords()).isFalse();
        env.put(Env.SEARCH_INGEST, "logstash");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamSettings.of(env))
                .withMessageContaining("SEARCH_INGEST is \"logstash\": write Stream or Logstash");
    }

    @Test
    void passwordsAreInNoText() {
        env.put(Env.ELASTICSEARCH_URL, "https://shaft-es-http:9200");
        env.put(Env.ELASTICSEARCH_PASSWORD, "hidden");
        StreamSettings settings = StreamSettings.of(env);
        assertThat(settings.database() + " " + settings.search())
                .doesNotContain("secret")
                .doesNotContain("hidden");
    }
}
