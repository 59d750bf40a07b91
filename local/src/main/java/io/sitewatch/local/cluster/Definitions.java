package io.sitewatch.local.cluster;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The custom resource definitions of the laptop cluster: our own, and slim ones for the kinds of the other operators. */
final class Definitions {
    private static final List<String> SLIM = List.of("strimzi", "cloudnative-pg", "eck", "spark");
    private static final Duration ESTABLISHED_WITHIN = Duration.ofSeconds(10);
    private static final String MANAGER = "laptop-cluster";

    private Definitions() {}

    /**
     * Applies them all, and waits until the API server serves them.
     *
     * @param folder with the YAML of our own
     */
    static void apply(KubernetesClient client, Path folder) throws IOException {
        List<CustomResourceDefinition> definitions = new ArrayList<>();
        for (String operator : SLIM) {
            try (InputStream yaml = Definitions.class.getResourceAsStream("/laptop-crds/" + operator + ".yaml")) {
                definitions.addAll(read(client, yaml));
            }
        }
        for (Path file : ours(folder)) {
            try (InputStream yaml = Files.newInputStream(file)) {
                definitions.addAll(read(client, yaml));
            }
        }
        for (CustomResourceDefinition definition : definitions) {
            client.resource(definition).fieldManager(MANAGER).forceConflicts().serverSideApply();
        }
        for (CustomResourceDefinition definition : definitions) {
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(definition.getMetadata().getName())
                    .waitUntilCondition(Definitions::established, ESTABLISHED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static List<Path> ours(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> yaml = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            if (yaml.isEmpty()) {
                throw new LaptopException("there is no definition of MonitoringSite in " + folder);
            }
            return yaml;
        }
    }

    private static List<CustomResourceDefinition> read(KubernetesClient client, InputStream yaml) {
        return client.load(yaml).items().stream()
                .filter(CustomResourceDefinition.class::isInstance)
                .map(CustomResourceDefinition.class::cast)
                .toList();
    }

    private static boolean established(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
