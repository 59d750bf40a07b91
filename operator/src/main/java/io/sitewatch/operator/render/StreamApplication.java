package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.sitewatch.crds.v1alpha1.CheckpointStore;
import io.sitewatch.crds.v1alpha1.SearchIngest;
import io.sitewatch.crds.v1alpha1.StreamResources;
import io.sitewatch.crds.v1alpha1.StreamSpec;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.KafkaRole;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.Manifest;
import io.sitewatch.operator.thirdparty.SparkApplicationSpec;
import io.sitewatch.readings.Env;
import io.sitewatch.readings.StreamJvm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Spark application that makes records of readings. None while the site is suspended. */
final class StreamApplication implements Dependent {
    static final int HTTP_PORT = 8090;

    /** The user of Apache's own Spark image. */
    private static final long USER = 185;

    private static final String DRIVER_MEMORY = "768m";
    private static final String EXECUTOR_MEMORY = "1g";
    private static final String CPU = "500m";
    private static final String JVM_OPTIONS = String.join(" ", StreamJvm.OPTIONS);
    private static final long RESTART_BACKOFF_MILLIS = 15_000;
    private static final long RESTART_COUNTER_RESET_MILLIS = 600_000;

    /** A stream has no end: within one reset of the counter no driver can be started so often. */
    private static final long RESTART_ATTEMPTS = 1_000;

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.suspended() ? List.of() : List.of(application(site));
    }

    private static HasMetadata application(SiteModel site) {
        int executors = site.stream().getExecutors();
        return new Manifest<>(
                ObjectKind.SPARK_APPLICATION,
                Metadata.owned(site, Component.STREAM, site.names().stream()),
                new SparkApplicationSpec(
                        "io.sitewatch.stream.StreamJob",
                        "local:///opt/sitewatch/stream-job.jar",
                        "ClusterMode",
                        new SparkApplicationSpec.RuntimeVersions(site.platform().sparkVersion(), "2.13"),
                        sparkConf(site),
                        new SparkApplicationSpec.Pod(driver(site)),
                        new SparkApplicationSpec.Pod(executor(site)),
                        new SparkApplicationSpec.Tolerations(
                                new SparkApplicationSpec.RestartConfig(
                                        "Always",
                                        RESTART_ATTEMPTS,
                                        RESTART_BACKOFF_MILLIS,
                                        RESTART_COUNTER_RESET_MILLIS),
                                new SparkApplicationSpec.InstanceConfig(executors, 1, executors),
                                "Never")));
    }

    private static Map<String, String> sparkConf(SiteModel site) {
        StreamSpec stream = site.stream();
        Map<String, String> conf = new TreeMap<>();
        if (stream.getSparkConf() != null) {
            conf.putAll(stream.getSparkConf());
        }
        conf.put("spark.kubernetes.container.image", site.platform().image("stream-job"));
        conf.put("spark.kubernetes.container.image.pullPolicy", site.platform().imagePullPolicy());
        if (!site.platform().imagePullSecrets().isEmpty()) {
            conf.put(
                    "spark.kubernetes.container.image.pullSecrets",
                    String.join(",", site.platform().imagePullSecrets()));
        }
        conf.put("spark.kubernetes.namespace", site.names().namespace());
        conf.put("spark.kubernetes.authenticate.driver.serviceAccountName", site.names().stream());
        conf.put("spark.executor.instances", String.valueOf(stream.getExecutors()));
        conf.put("spark.executor.cores", String.valueOf(stream.getCores()));
        conf.put("spark.driver.defaultJavaOptions", JVM_OPTIONS);
        conf.put("spark.executor.defaultJavaOptions", JVM_OPTIONS);
        conf.put("spark.driver.memory", memory(stream.getDriver(), DRIVER_MEMORY));
        conf.put("spark.executor.memory", memory(stream.getExecutor(), EXECUTOR_MEMORY));
        conf.put("spark.kubernetes.driver.request.cores", cpu(stream.getDriver()));
        conf.put("spark.kubernetes.executor.request.cores", cpu(stream.getExecutor()));
        conf.put("spark.sql.session.timeZone", "UTC");
        conf.put(
                "spark.sql.streaming.stateStore.providerClass",
                "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider");
        return conf;
    }

    private static String memory(StreamResources resources, String otherwise) {
        return Optional.ofNullable(resources.getMemory()).orElse(otherwise);
    }

    private static String cpu(StreamResources resources) {
        return Optional.ofNullable(resources.getCpu()).orElse(CPU);
    }

    private static PodTemplateSpec driver(SiteModel site) {
        Mounts mounts = mounts(site);
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels(site, "driver"))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(site.names().stream())
                .withAutomountServiceAccountToken(true)
                .withSecurityContext(Restricted.pod(USER))
                .withVolumes(mounts.volumes())
                .addNewContainer()
                .withName("spark-kubernetes-driver")
                .withSecurityContext(Restricted.container())
                .withEnv(environment(site))
                .withEnvFrom(objectStore(site))
                .withVolumeMounts(mounts.mounts())
                .addNewPort()
                .withName("http")
                .withContainerPort(HTTP_PORT)
                .endPort()
                // Its operator calls it running when it is ready: not when a process is there, but when readings flow.
                .withReadinessProbe(health().withPeriodSeconds(3)
                        .withTimeoutSeconds(3)
                        .withFailureThreshold(3)
                        .build())
                .withLivenessProbe(health().withInitialDelaySeconds(60)
                        .withPeriodSeconds(20)
                        .withTimeoutSeconds(5)
                        .withFailureThreshold(6)
                        .build())
                .endContainer()
                .endSpec()
                .build();
    }

    private static ProbeBuilder health() {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/health")
                .withNewPort(HTTP_PORT)
                .endHttpGet();
    }

    private static PodTemplateSpec executor(SiteModel site) {
        Mounts mounts = mounts(site);
        PodTemplateSpecBuilder executor = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels(site, "executor"))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(Restricted.pod(USER))
                .withVolumes(mounts.volumes())
                .addNewContainer()
                .withName("spark-kubernetes-executor")
                .withSecurityContext(Restricted.container())
                .withEnv(environment(site))
                .withEnvFrom(objectStore(site))
                .withVolumeMounts(mounts.mounts())
                .endContainer()
                .endSpec();
        if (StreamCheckpoint.onOneNode(site)) {
            executor.editSpec()
                    .withAffinity(new AffinityBuilder()
                            .withNewPodAffinity()
                            .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                            .withNewLabelSelector()
                            .withMatchLabels(roleSelector(site, "driver"))
                            .endLabelSelector()
                            .withTopologyKey("kubernetes.io/hostname")
                            .endRequiredDuringSchedulingIgnoredDuringExecution()
                            .endPodAffinity()
                            .build())
                    .endSpec();
        }
        return executor.build();
    }

    private static Map<String, String> labels(SiteModel site, String role) {
        Map<String, String> labels = Metadata.labels(site, Component.STREAM);
        labels.put(StreamService.ROLE, role);
        return labels;
    }

    static Map<String, String> roleSelector(SiteModel site, String role) {
        Map<String, String> selector = Metadata.selector(site, Component.STREAM);
        selector.put(StreamService.ROLE, role);
        return selector;
    }

    private static Mounts mounts(SiteModel site) {
        Mounts mounts = new Mounts()
                .scratch("tmp", "/tmp")
                .scratch("work", "/opt/spark/work-dir")
                .configMap(RulesConfigMap.VOLUME, site.names().rules(), RulesConfigMap.FOLDER)
                .authority(Authorities.KAFKA, site.kafka().caSecret())
                .authority(Authorities.POSTGRES, site.postgres().caSecret())
                .authority(Authorities.ELASTICSEARCH, site.search().flatMap(search -> search.caSecret()));
        if (StreamCheckpoint.volume(site) != null) {
            mounts.claim(StreamCheckpoint.VOLUME, site.names().checkpoint(), StreamCheckpoint.FOLDER);
        }
        return mounts;
    }

    private static List<EnvVar> environment(SiteModel site) {
        StreamSpec stream = site.stream();
        Environment environment = Environment.of(site)
                .with(Env.SITE_TIMEZONE, site.timezone())
                .with(Env.SITE_RULES_FILE, RulesConfigMap.file())
                .kafka(site.kafka(), KafkaRole.STREAM)
                .postgres(site.postgres(), site.postgres().owner());
        site.search().ifPresent(environment::search);
        if (site.search().filter(SearchModel::logstash).isPresent()) {
            environment.with(Env.SEARCH_INGEST, Json.tree(SearchIngest.LOGSTASH).asText());
        }
        site.crs().ifPresent(crs -> environment.with(Env.SITE_CRS, crs));
        environment
                .with(Env.STREAM_WINDOW, stream.getWindow())
                .with(Env.STREAM_LATENESS, stream.getLateness())
                .with(Env.STREAM_TRIGGER, stream.getTrigger())
                .with(Env.STREAM_CHECKPOINT, StreamCheckpoint.location(site))
                .with(Env.STREAM_HTTP_PORT, String.valueOf(HTTP_PORT));
        if (stream.getReplay() != null) {
            environment.with(Env.STREAM_REPLAY, stream.getReplay());
        }
        return environment.build();
    }

    private static List<EnvFromSource> objectStore(SiteModel site) {
        return Optional.ofNullable(site.stream().getCheckpoint().getObjectStore())
                .map(CheckpointStore::getCredentialsSecret)
                .map(secret -> new EnvFromSourceBuilder()
                        .withNewSecretRef(secret, null)
                        .build())
                .stream()
                .toList();
    }
}
