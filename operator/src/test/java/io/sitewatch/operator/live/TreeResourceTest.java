package io.sitewatch.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.operator.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TreeResourceTest {
    private static final String TOPIC = """
            {"apiVersion": "kafka.strimzi.io/v1", "kind": "KafkaTopic",
             "metadata": {"name": "shaft-alerts", "namespace": "monitoring", "labels": {"sitewatch.io/site": "shaft"},
                          "resourceVersion": "7", "generation": 2},
             "spec": {"topicName": "alerts", "partitions": 3, "config": {"retention.ms": 604800000}},
             "status": {"conditions": [{"type": "Ready", "status": "True"}]}}
            """;

    private final TreeResource read = new TreeResource(Json.read(TOPIC.getBytes(StandardCharsets.UTF_8)));

    @Test
    void isWhatTheClientWouldHaveRead() {
        GenericKubernetesResource byTheClient = Json.as(GenericKubernetesResource.class, read.tree());
        assertThat(read.getMetadata()).isEqualTo(byTheClient.getMetadata());
        assertThat(read.<String>get("spec", "topicName")).isEqualTo("alerts");
        assertThat(read.getAdditionalProperties()).isEqualTo(byTheClient.getAdditionalProperties());
        assertThat(Json.read(Json.write(read))).isEqualTo(read.tree());
    }

    @Test
    void isLookedAtAsItWasRead() {
        LiveObject topic = LiveObject.of(read).orElseThrow();
        assertThat(topic.id()).isEqualTo(new ObjectId(ObjectKind.KAFKA_TOPIC, "shaft-alerts"));
        assertThat(topic.tree()).isSameAs(read.tree());
        assertThat(topic.conditionIsTrue("Ready")).isTrue();
    }
}
