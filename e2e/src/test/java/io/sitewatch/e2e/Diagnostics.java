package io.sitewatch.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody needs who was not there: the resources, the events and the logs. */
final class Diagnostics {
    private record Kind(String group, String version, String kind, String plural) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("sitewatch.io", "v1alpha1", "MonitoringSite", "monitoringsites"),
            new Kind("kafka.strimzi.io", "v1", "Kafka", "kafkas"),
            new Kind("kafka.strimzi.io", "v1", "KafkaTopic", "kafkatopics"),
            new Kind("postgresql.cnpg.io", "v1", "Cluster", "clusters"),
            new Kind("elasticsearch.k8s.elastic.co", "v1", "Elasticsearch", "elasticsearches"),
            new Kind("spark.apache.org", "v1", "SparkApplication", "sparkapplications"),
            new Kind("apps", "v1", "Deployment", "deployments"),
            new Kind("", "v1", "Pod", "pods"));

    private final ClusterDriver cluster;

    Diagnostics(ClusterDriver cluster) {
        this.cluster = cluster;
    }

    void collect(Path folder) throws IOException {
        KubernetesClient client = cluster.client();
        for (Kind kind : KINDS) {
            write(folder.resolve(kind.plural() + ".yaml"), () -> client
                    .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                            .withGroup(kind.group())
                            .withVersion(kind.version())
                            .withKind(kind.kind())
                            .withPlural(kind.plural())
                            .withNamespaced(true)
                            .build())
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .stream()
                    .map((HasMetadata object) -> Serialization.asYaml(object))
                    .collect(Collectors.joining()));
        }
        write(folder.resolve("events.txt"), () -> client.v1().events().inAnyNamespace().list().getItems().stream()
                .map(event -> event.getLastTimestamp() + " "
                        + event.getInvolvedObject().getKind() + " "
                        + event.getInvolvedObject().getNamespace() + "/"
                        + event.getInvolvedObject().getName() + " " + event.getReason() + ": "
                        + event.getMessage() + "\n")
                .sorted()
                .collect(Collectors.joining()));
        cluster.collect(folder);
    }

    private static void write(Path file, java.util.function.Supplier<String> content) throws IOException {
        String text;
        try {
            text = content.get();
        } catch (KubernetesClientException failed) {
            text = "# " + failed.getMessage() + "\n";
        }
        Files.writeString(file, text);
    }
}
