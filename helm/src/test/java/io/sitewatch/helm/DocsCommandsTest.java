package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the pages for administrators: {@code docs-commands.txt} says of each how it is tried. What can be run
 * against an API server alone is run here.
 */
class DocsCommandsTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> PAGES = List.of("install", "operate", "upgrade", "security");
    private static final Path LIST = Path.of("src", "test", "resources", "docs-commands.txt");
    private static final String HERE = "run here";

    @TempDir
    Path folder;

    @Test
    void eachIsListedWithHowItIsTried() throws IOException {
        List<String> inPages = new ArrayList<>();
        for (String page : PAGES) {
            inPages.addAll(commands(Files.readAllLines(HOME.resolve("docs/" + page + ".md"))));
        }
        assertThat(new TreeMap<>(list()).keySet())
                .as("the commands of docs/ and those of %s", LIST)
                .containsExactlyInAnyOrderElementsOf(inPages.stream().distinct().toList());
    }

    @Test
    void thoseThatCanBeRunHereDoWhatTheySay() throws IOException {
        assumeTrue(run(Map.of(), "kubectl version --client").isEmpty(), "kubectl is not on the PATH");
        try (TestCluster cluster = TestCluster.open()) {
            assumeTrue(
                    cluster.backend() == TestCluster.Backend.EMBEDDED, "they change the cluster that they run against");
            Crds.installOurs(cluster);
            definitionsOfOthers(cluster.client());
            fill(cluster.client());
            Map<String, String> environment = Map.of(
                    "KUBECONFIG",
                    Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig())
                            .toString(),
                    "HOME",
                    folder.toString());
            Map<String, String> failed = new LinkedHashMap<>();
            list().forEach((command, how) -> {
                if (how.equals(HERE)) {
                    String complaint = run(environment, command);
                    if (!complaint.isEmpty()) {
                        failed.put(command, complaint);
                    }
                }
            });
            assertThat(failed).isEmpty();
        }
    }

    /** Slim ones, which take objects without a spec. */
    private static void definitionsOfOthers(KubernetesClient client) throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("local/src/main/resources/laptop-crds"))) {
            for (Path file : files.toList()) {
                client.load(Files.newInputStream(file)).serverSideApply();
            }
        }
        await().until(() -> client.genericKubernetesResources("spark.apache.org/v1", "SparkApplication")
                        .inNamespace("default")
                        .list()
                != null);
    }

    /** What the pages speak of: a release's namespace, and the site shaft with some of its parts. */
    private static void fill(KubernetesClient client) {
        List<String> objects = List.of(
                "{apiVersion: v1, kind: Namespace, metadata: {name: sitewatch-system}}",
                "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: sitewatch-operator, namespace:"
                        + " sitewatch-system}}",
                "{apiVersion: v1, kind: Namespace, metadata: {name: tunnel}}",
                site("default"),
                site("tunnel"),
                part("kafka.strimzi.io/v1", "Kafka", "shaft"),
                part("kafka.strimzi.io/v1", "KafkaNodePool", "shaft"),
                part("postgresql.cnpg.io/v1", "Cluster", "shaft-db"),
                part("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "shaft"),
                part("kibana.k8s.elastic.co/v1", "Kibana", "shaft"),
                part("spark.apache.org/v1", "SparkApplication", "shaft-stream"));
        for (String object : objects) {
            GenericKubernetesResource resource =
                    client.getKubernetesSerialization().unmarshal("---\n" + object, GenericKubernetesResource.class);
            client.resource(resource).fieldManager("test").serverSideApply();
        }
    }

    private static String site(String namespace) {
        return "{apiVersion: sitewatch.io/v1alpha1, kind: MonitoringSite, metadata: {name: shaft, namespace: %s}, spec: {source: {simulator: {}}}}"
                .formatted(namespace);
    }

    private static String part(String apiVersion, String kind, String name) {
        return "{apiVersion: %s, kind: %s, metadata: {name: %s, namespace: default}}".formatted(apiVersion, kind, name);
    }

    /** Lines of fenced blocks of sh and of indented ones, with what continues a line joined to it. */
    private static List<String> commands(List<String> lines) {
        List<String> commands = new ArrayList<>();
        boolean fenced = false;
        boolean ours = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                fenced = !fenced;
                ours = fenced && line.equals("```sh");
            } else if (fenced ? ours && !line.isBlank() : line.startsWith("    ") && !line.isBlank()) {
                commands.add(line.strip());
            }
        }
        return commands;
    }

    /** The listed commands, and how each is tried. */
    private static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        String how = "";
        try {
            for (String line : Files.readAllLines(LIST)) {
                if (line.startsWith("# ")) {
                    how = line.substring(2).strip();
                } else if (!line.isBlank()) {
                    list.put(line.strip(), how);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return list;
    }

    /** What a command complains of; nothing when it is content. */
    private static String run(Map<String, String> environment, String command) {
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(command).isTrue();
            return process.exitValue() == 0 ? "" : process.exitValue() + ": " + said;
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
