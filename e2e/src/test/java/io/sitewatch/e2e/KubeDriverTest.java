package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
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

/** The driver for whole clusters does on the laptop cluster what it would do on them: with nothing but a kubeconfig. */
@ExtendWith(SharedCluster.class)
class KubeDriverTest {
    private static final Map<String, String> OPERATOR =
            Map.of("app.kubernetes.io/part-of", "sitewatch", "app.kubernetes.io/component", "operator");

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
                    .atMost(Duration.ofMinutes(6))
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
