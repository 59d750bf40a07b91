package io.sitewatch.local.cluster.spark;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.local.cluster.control.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a SparkApplication asks for, as a driver in local mode can give it.
 *
 * @param jar the application's, a {@code local:} path inside the image
 * @param conf {@code spec.sparkConf}
 * @param pod the driver's pod, its container first, with the environment that the configuration adds
 */
record DriverSpec(
        String namespace,
        String name,
        String mainClass,
        String jar,
        List<String> arguments,
        Map<String, String> conf,
        Map<String, String> labels,
        PodSpec pod,
        RestartConfig restart) {

    private static final String ENV = "spark.kubernetes.driverEnv.";
    private static final String SECRET_ENV = "spark.kubernetes.driver.secretKeyRef.";

    static DriverSpec of(GenericKubernetesResource application) {
        Fields spec = Fields.of(application).at("spec");
        Map<String, String> conf = new LinkedHashMap<>();
        spec.at("sparkConf").map().forEach((key, value) -> conf.put(key, String.valueOf(value)));
        PodTemplateSpec template = Optional.ofNullable(
                        spec.at("driverSpec", "podTemplateSpec").raw())
                .map(tree -> Serialization.jsonMapper().convertValue(tree, PodTemplateSpec.class))
                .orElseGet(PodTemplateSpec::new);
        String name = application.getMetadata().getName();
        Map<String, String> labels = new HashMap<>();
        if (template.getMetadata() != null && template.getMetadata().getLabels() != null) {
            labels.putAll(template.getMetadata().getLabels());
        }
        labels.put("spark-role", "driver");
        labels.put("spark.operator/spark-app-name", name);
        return new DriverSpec(
                application.getMetadata().getNamespace(),
                name,
                spec.at("mainClass").text(""),
                spec.at("jars").text(""),
                spec.at("driverArgs").texts(),
                conf,
                labels,
                pod(template, conf),
                RestartConfig.of(spec.at("applicationTolerations", "restartConfig")));
    }

    Container container() {
        return pod.getContainers().get(0);
    }

    /** The image that the driver's container runs. */
    String image() {
        return Optional.ofNullable(container().getImage())
                .orElseGet(() -> conf.getOrDefault(
                        "spark.kubernetes.driver.container.image",
                        conf.getOrDefault("spark.kubernetes.container.image", "")));
    }

    private static PodSpec pod(PodTemplateSpec template, Map<String, String> conf) {
        PodSpec spec = template.getSpec() == null ? new PodSpec() : template.getSpec();
        String wanted = conf.get("spark.kubernetes.driver.podTemplateContainerName");
        Container container = spec.getContainers().stream()
                .filter(candidate -> wanted == null || wanted.equals(candidate.getName()))
                .findFirst()
                .orElseGet(() -> new ContainerBuilder()
                        .withName("spark-kubernetes-driver")
                        .build());
        List<EnvVar> environment = new ArrayList<>(container.getEnv());
        conf.forEach((key, value) -> {
            if (key.startsWith(ENV)) {
                environment.add(new EnvVar(key.substring(ENV.length()), value, null));
            } else if (key.startsWith(SECRET_ENV) && value.contains(":")) {
                environment.add(new EnvVarBuilder()
                        .withName(key.substring(SECRET_ENV.length()))
                        .withNewValueFrom()
                        .withNewSecretKeyRef()
                        .withName(value.substring(0, value.indexOf(':')))
                        .withKey(value.substring(value.indexOf(':') + 1))
                        .endSecretKeyRef()
                        .endValueFrom()
                        .build());
            }
        });
        return new PodSpecBuilder(spec)
                .withContainers(
                        new ContainerBuilder(container).withEnv(environment).build())
                .build();
    }
}
