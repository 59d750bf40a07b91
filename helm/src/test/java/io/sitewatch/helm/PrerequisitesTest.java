package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.live.Prerequisite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code manifests/}: the same operators as the Sitewatch operator names, and a script that installs what is missing. */
class PrerequisitesTest {
    private static final Path MANIFESTS =
            Path.of("..", "manifests").toAbsolutePath().normalize();
    private static final Map<Prerequisite, String> FOLDERS = Map.of(
            Prerequisite.STRIMZI, "strimzi",
            Prerequisite.CLOUD_NATIVE_PG, "cloudnative-pg",
            Prerequisite.ECK, "eck",
            Prerequisite.SPARK_OPERATOR, "spark-operator");

    /** Stands in for helm, and brings what the charts would. */
    private static final String HELM = """
            #!/usr/bin/env bash
            set -eu
            echo "$*" >> "$HELM_CALLS"
            case "$*" in
              "search repo"*) printf 'NAME CHART APP\\nprerequisite/spark-kubernetes-operator 9.9.9 1.0.0\\n' ;;
              upgrade*) kubectl apply -f "$HELM_BRINGS" >/dev/null ;;
            esac
            """;

    @TempDir
    Path folder;

    private record Outcome(int exit, String said) {}

    @ParameterizedTest
    @EnumSource(value = Prerequisite.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void isTheOneThatTheOperatorNames(Prerequisite prerequisite) throws IOException {
        Map<String, String> release = release(FOLDERS.get(prerequisite));
        StringBuilder command = new StringBuilder("helm upgrade --install ")
                .append(release.get("release"))
                .append(' ')
                .append(release.get("chart"));
        if (release.containsKey("repository")) {
            command.append(" --repo ").append(release.get("repository"));
        }
        if (!release.get("chart_version").isEmpty()) {
            command.append(" --version ").append(release.get("chart_version"));
        }
        command.append(" --namespace ").append(release.get("namespace")).append(" --create-namespace");
        assertThat(prerequisite.command()).startsWith(command.toString());
        assertThat(release.get("title")).isEqualTo(prerequisite.title());
        Set<String> kinds = Arrays.stream(ObjectKind.values())
                .filter(kind -> kind.prerequisite() == prerequisite)
                .map(kind -> kind.plural() + "." + kind.group() + "/" + kind.version())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(List.of(release.get("kinds").split(" ")))).isEqualTo(kinds);
    }

    @Test
    void everyFolderIsOneOfThem() throws IOException {
        try (var files = Files.list(MANIFESTS)) {
            assertThat(files.filter(Files::isDirectory)
                            .map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FOLDERS.values());
        }
    }

    @Test
    void theScriptInstallsWhatIsMissingAndLeavesAloneWhatIsThere() throws Exception {
        assumeTrue(run(Map.of(), "kubectl", "version", "--client").exit() == 0, "kubectl is not on the PATH");
        try (TestCluster cluster = TestCluster.open()) {
            assumeTrue(
                    cluster.backend() == TestCluster.Backend.EMBEDDED,
                    "a cluster that is somebody's keeps its operators");
            Map<String, String> environment = environment(cluster);
            assertThat(script(environment, "--check").exit()).isEqualTo(1);
            assertThat(script(environment, "--check").said())
                    .contains("Strimzi: not served: kafkas.kafka.strimzi.io/v1", "the Spark Kubernetes operator: not");

            Crds.install(cluster, EnumSet.of(Prerequisite.STRIMZI, Prerequisite.CLOUD_NATIVE_PG, Prerequisite.ECK));
            Outcome installed = script(environment);
            assertThat(installed.exit()).as(installed.said()).isZero();
            assertThat(installed.said())
                    .contains(
                            "Strimzi: there already",
                            "CloudNativePG: there already",
                            "the Spark Kubernetes operator 1.0.0");
            assertThat(Files.readString(folder.resolve("helm-calls")))
                    .contains(
                            "upgrade --install spark spark-kubernetes-operator --repo"
                                    + " https://apache.github.io/spark-kubernetes-operator --version 9.9.9 --namespace spark-operator")
                    .doesNotContain("strimzi", "eck-operator", "cloudnative-pg");
            assertThat(script(environment, "--check").exit()).isZero();
        }
    }

    @Test
    void theScriptTellsWhatItWouldRunAndWhatItDoesNotKnow() throws Exception {
        assumeTrue(run(Map.of(), "kubectl", "version", "--client").exit() == 0, "kubectl is not on the PATH");
        try (TestCluster cluster = TestCluster.open()) {
            assumeTrue(
                    cluster.backend() == TestCluster.Backend.EMBEDDED,
                    "a cluster that is somebody's keeps its operators");
            Map<String, String> environment = environment(cluster);
            Outcome printed = script(environment, "--print", "eck");
            assertThat(printed.exit()).as(printed.said()).isZero();
            assertThat(printed.said())
                    .contains("--version 3.5.0 --namespace elastic-system")
                    .doesNotContain("Strimzi");
            assertThat(folder.resolve("helm-calls")).doesNotExist();
            assertThat(script(environment, "eek").said()).contains("there is no eek here, but: strimzi");
            assertThat(script(environment, "--chek").exit()).isEqualTo(1);
        }
    }

    private Map<String, String> environment(TestCluster cluster) throws IOException {
        Path helm = Files.createDirectories(folder.resolve("bin")).resolve("helm");
        Files.writeString(helm, HELM);
        assertThat(helm.toFile().setExecutable(true)).isTrue();
        Path definitions = Files.writeString(
                folder.resolve("spark.yaml"),
                Files.readString(Path.of("..", "local", "src", "main", "resources", "laptop-crds", "spark.yaml")));
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", helm.getParent() + ":" + System.getenv("PATH"));
        environment.put(
                "KUBECONFIG",
                Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig())
                        .toString());
        environment.put("HELM_CALLS", folder.resolve("helm-calls").toString());
        environment.put("HELM_BRINGS", definitions.toString());
        environment.put("HOME", folder.toString());
        return environment;
    }

    private static Outcome script(Map<String, String> environment, String... words) {
        List<String> command =
                new ArrayList<>(List.of(MANIFESTS.resolve("install").toString()));
        command.addAll(List.of(words));
        return run(environment, command.toArray(String[]::new));
    }

    private static Outcome run(Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Outcome(process.exitValue(), said);
        } catch (IOException e) {
            return new Outcome(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> release(String name) {
        try {
            return Files.readAllLines(MANIFESTS.resolve(name).resolve("release")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].replace("\"", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
