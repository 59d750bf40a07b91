package io.sitewatch.local.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.local.cluster.kubelet.Mounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverCommandTest {
    private static final DriverSpec SPEC = DriverSpec.of(Serialization.unmarshal("""
            metadata: {name: shaft-stream, namespace: site-a}
            spec:
              mainClass: io.sitewatch.stream.StreamJob
              jars: local:///opt/sitewatch/stream-job.jar
              sparkConf:
                spark.driver.memory: 768m
                spark.driver.extraJavaOptions: -Dca=/etc/ca/ca.crt -XX:TieredStopAtLevel=4
                spark.driver.defaultJavaOptions: -XX:TieredStopAtLevel=1
                spark.executor.instances: "2"
                spark.kubernetes.container.image: ghcr.io/sitewatch/stream-job:1
                spark.kubernetes.driverEnv.SITE_NAME: shaft
                spark.kubernetes.driver.secretKeyRef.KAFKA_PASSWORD: shaft-stream:password
                spark.sql.streaming.checkpointLocation: /checkpoint/a
                spark.master: k8s://x
              driverSpec: {podTemplateSpec: {metadata: {labels: {app: stream}}}}
            """, GenericKubernetesResource.class));
    private final Mounts mounts =
            new Mounts(Map.of("/etc/ca", Path.of("/real/ca"), "/checkpoint", Path.of("/real/checkpoint")));

    @Test
    void startsSparkSubmitInLocalModeWithTheHeapAndTheOptionsOfTheResource() {
        List<String> command = DriverCommand.of(
                SPEC,
                mounts,
                List.of("once"),
                2,
                Path.of("/hosts"),
                Path.of("/jars"),
                Path.of("/stream-job.jar"),
                Path.of("/spark.properties"));

        assertThat(command)
                .contains("-Xmx768m", "-Dca=/real/ca/ca.crt", "-Djdk.net.hosts.file=/hosts", "local[2]")
                .containsSubsequence("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4", "-cp")
                .containsSubsequence("--class", "io.sitewatch.stream.StreamJob", "/stream-job.jar", "once");
    }

    @Test
    void leavesOutWhatOnlyAClusterManagerUnderstands() {
        assertThat(DriverCommand.properties(SPEC, mounts, "127.64.0.7", Path.of("/tmp/x")))
                .containsEntry("spark.sql.streaming.checkpointLocation", "/real/checkpoint/a")
                .containsEntry("spark.driver.host", "127.64.0.7")
                .doesNotContainKeys(
                        "spark.master",
                        "spark.kubernetes.container.image",
                        "spark.driver.defaultJavaOptions",
                        "spark.driver.extraJavaOptions");
    }

    @Test
    void theConfigurationsEnvironmentIsTheContainers() {
        assertThat(SPEC.container().getEnv())
                .anySatisfy(variable -> {
                    assertThat(variable.getName()).isEqualTo("SITE_NAME");
                    assertThat(variable.getValue()).isEqualTo("shaft");
                })
                .anySatisfy(variable -> {
                    assertThat(variable.getName()).isEqualTo("KAFKA_PASSWORD");
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isEqualTo("shaft-stream");
                });
        assertThat(SPEC.image()).isEqualTo("ghcr.io/sitewatch/stream-job:1");
        assertThat(SPEC.labels()).containsEntry("app", "stream").containsEntry("spark-role", "driver");
    }

    @ParameterizedTest
    @CsvSource({"1g, 1024", "768m, 768", "512, 512", "2048k, 2", ", 1024"})
    void readsSparksMemorySizes(String memory, long mebibytes) {
        assertThat(DriverCommand.heapMebibytes(memory)).isEqualTo(mebibytes);
    }
}
