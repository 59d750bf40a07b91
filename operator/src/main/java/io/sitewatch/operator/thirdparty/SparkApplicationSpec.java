package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;

/** {@code spark.apache.org/v1} SparkApplication. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SparkApplicationSpec(
        String mainClass,
        String jars,
        String deploymentMode,
        RuntimeVersions runtimeVersions,
        Map<String, String> sparkConf,
        Pod driverSpec,
        Pod executorSpec,
        Tolerations applicationTolerations) {

    public record RuntimeVersions(String sparkVersion, String scalaVersion) {}

    public record Pod(PodTemplateSpec podTemplateSpec) {}

    public record Tolerations(
            RestartConfig restartConfig, InstanceConfig instanceConfig, String resourceRetainPolicy) {}

    /**
     * When a driver that ended is started again.
     *
     * @param restartCounterResetMillis a driver that ran for so long starts to count anew
     */
    public record RestartConfig(
            String restartPolicy, long maxRestartAttempts, long restartBackoffMillis, long restartCounterResetMillis) {}

    public record InstanceConfig(int initExecutors, int minExecutors, int maxExecutors) {}
}
