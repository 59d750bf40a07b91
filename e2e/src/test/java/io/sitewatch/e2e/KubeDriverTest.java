package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The driver for whole clusters does on the laptop cluster what it would do on them: with nothing but a kubeconfig. */
@ExtendWith(SharedCluster.class)
class KubeDriverTest {
    private static final Map<String, String> OPERATOR =
            Map.of("app.kubernetes.io/part-of", "sitewatch", "app.kubernetes.io/component", "operator");

    private static final Duration LONG = Duration.ofMinutes(6);

    private final ClusterDriver cluster;

    @TempDir
    Path folder;

    KubeDriverTest(ClusterDriver cluster) {
        this.cluster = cluster;
    }

    @Test
    void reachesReadsAndKillsThroughTheApiAlone() throws Exception {
        assumeTrue(cluster instanceof LaptopDriver, "all other tests go through it already");
        Path kubeconfig = ((LaptopDriver) cluster).sitewatch().state().resolve("kubeconfig");
        try (KubeDriver driver = new KubeDriver(kubeconfig)) {
            Site shaft = new Site(driver, "default", "shaft");
            await("the database, through a forwarded port")
                    .failFast(cluster::requireAlive)
                    .atMost(LONG)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> shaft.sql("SELECT 40 + 2").equals("42"));

            driver.collect(folder);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .contains(
                                "default.shaft-db-1.postgres.log", "sitewatch-system.sitewatch-operator.operator.log");
            }

            String before = operator(driver).get(0).getMetadata().getUid();
            driver.kill(ClusterDriver.Victim.OPERATOR, "default", "shaft");
            await("another operator")
                    .failFast(cluster::requireAlive)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> operator(driver).stream()
                            .anyMatch(pod ->
                                    isReady(pod) && !pod.getMetadata().getUid().equals(before)));
        }
    }

    /** The commands that the list beside the chart's tests leaves to this one. */
    @ParameterizedTest
    @MethodSource("commandsOfTheRunbook")
    void logsAreReadAsTheRunbookSays(String command) throws IOException, InterruptedException {
        assumeTrue(cluster instanceof LaptopDriver, "the runbook's site is on the laptop cluster");
        assumeTrue(onThePath("kubectl"), "kubectl is not on the PATH");
        Path kubeconfig = ((LaptopDriver) cluster).sitewatch().state().resolve("kubeconfig");
        Path said = folder.resolve("said.txt");
        await("a pod with a log").failFast(cluster::requireAlive).atMost(LONG).untilAsserted(() -> {
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            int exit = builder.start().waitFor();
            assertThat(exit).as(Files.readString(said)).isZero();
            assertThat(said).isNotEmptyFile();
        });
    }

    static List<String> commandsOfTheRunbook() throws IOException {
        List<String> commands =
                Files.readAllLines(Path.of("..", "helm", "src", "test", "resources", "docs-commands.txt")).stream()
                        .dropWhile(line -> !line.equals("# KubeDriverTest, on the laptop cluster"))
                        .skip(1)
                        .takeWhile(line -> !line.isBlank())
                        .toList();
        assertThat(commands).isNotEmpty();
        return commands;
    }

    private static boolean onThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static List<Pod> operator(KubeDriver driver) {
        return driver.client()
                .pods()
                .inAnyNamespace()
                .withLabels(OPERATOR)
                .list()
                .getItems();
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream().allMatch(container -> container.getReady());
    }
}
