package io.sitewatch.bench.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The kinds that other operators act on, and the status that each of them writes once it is done. */
enum Operand {
    KAFKA("kafka.strimzi.io", "v1", "Kafka", "kafkas"),
    KAFKA_NODE_POOL("kafka.strimzi.io", "v1", "KafkaNodePool", "kafkanodepools"),
    KAFKA_TOPIC("kafka.strimzi.io", "v1", "KafkaTopic", "kafkatopics"),
    KAFKA_USER("kafka.strimzi.io", "v1", "KafkaUser", "kafkausers"),
    POSTGRES("postgresql.cnpg.io", "v1", "Cluster", "clusters"),
    ELASTICSEARCH("elasticsearch.k8s.elastic.co", "v1", "Elasticsearch", "elasticsearches"),
    KIBANA("kibana.k8s.elastic.co", "v1", "Kibana", "kibanas"),
    LOGSTASH("logstash.k8s.elastic.co", "v1alpha1", "Logstash", "logstashes"),
    SPARK_APPLICATION("spark.apache.org", "v1", "SparkApplication", "sparkapplications"),
    DEPLOYMENT("apps", "v1", "Deployment", "deployments");

    private static final List<Map<String, String>> READY = List.of(Map.of("type", "Ready", "status", "True"));

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;

    Operand(String group, String version, String kind, String plural) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
    }

    /** How a generic client addresses it. */
    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    /** The definitions of those that no API server has by itself; they take any field. */
    static Stream<CustomResourceDefinition> definitions() {
        return Arrays.stream(values()).filter(operand -> operand != DEPLOYMENT).map(Operand::definition);
    }

    /** The status of that object once it is ready. */
    Map<String, Object> readyStatus(GenericKubernetesResource object) {
        String name = object.getMetadata().getName();
        long generation = object.getMetadata().getGeneration();
        return switch (this) {
            case KAFKA ->
                Map.of(
                        "observedGeneration",
                        generation,
                        "clusterId",
                        "c2l0ZXdhdGNoLWJlbmNo",
                        "conditions",
                        READY,
                        "listeners",
                        List.of(listener(name, object.getMetadata().getNamespace())));
            case KAFKA_NODE_POOL, KAFKA_TOPIC -> Map.of("observedGeneration", generation, "conditions", READY);
            case KAFKA_USER ->
                Map.of("observedGeneration", generation, "username", name, "secret", name, "conditions", READY);
            case POSTGRES -> Map.of("phase", "Cluster in healthy state", "readyInstances", 1, "conditions", READY);
            case ELASTICSEARCH -> Map.of("observedGeneration", generation, "health", "green", "phase", "Ready");
            case KIBANA, LOGSTASH -> Map.of("observedGeneration", generation, "health", "green");
            case SPARK_APPLICATION -> Map.of("currentState", Map.of("currentStateSummary", "RunningHealthy"));
            case DEPLOYMENT -> {
                Object replicas = object.get("spec", "replicas");
                yield Map.of(
                        "observedGeneration", generation,
                        "replicas", replicas,
                        "availableReplicas", replicas,
                        "updatedReplicas", replicas);
            }
        };
    }

    private static Map<String, Object> listener(String name, String namespace) {
        String host = name + "-kafka-bootstrap." + namespace + ".svc";
        return Map.of(
                "name",
                "tls",
                "bootstrapServers",
                host + ":9093",
                "addresses",
                List.of(Map.of("host", host, "port", 9093)));
    }

    private CustomResourceDefinition definition() {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + group)
                .endMetadata()
                .withNewSpec()
                .withGroup(group)
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind)
                .withListKind(kind + "List")
                .withPlural(plural)
                .withSingular(kind.toLowerCase(Locale.ROOT))
                .endNames()
                .addNewVersion()
                .withName(version)
                .withServed(true)
                .withStorage(true)
                .withNewSubresources()
                .withNewStatus()
                .endStatus()
                .endSubresources()
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
