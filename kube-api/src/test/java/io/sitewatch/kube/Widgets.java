package io.sitewatch.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** The custom resource that the tests play with; see {@code widgets.yaml}. */
final class Widgets {
    static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup("toys.sitewatch.io")
            .withVersion("v1")
            .withKind("Widget")
            .withPlural("widgets")
            .withNamespaced(true)
            .build();

    private Widgets() {}

    static CustomResourceDefinition definition() {
        try (InputStream yaml = Widgets.class.getResourceAsStream("/widgets.yaml")) {
            return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void install(KubernetesClient client) {
        var definitions = client.apiextensions().v1().customResourceDefinitions();
        if (definitions.withName("widgets.toys.sitewatch.io").get() == null) {
            definitions.resource(definition()).create();
        }
        untilServed(client, "widgets.toys.sitewatch.io");
    }

    static void untilServed(KubernetesClient client, String definition) {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition)
                .waitUntilCondition(
                        crd -> crd != null
                                && crd.getStatus() != null
                                && crd.getStatus().getConditions() != null
                                && crd.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        10,
                        TimeUnit.SECONDS);
    }

    static NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> in(
            KubernetesClient client, String namespace) {
        MixedOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> all =
                client.genericKubernetesResources(CONTEXT);
        return all.inNamespace(namespace);
    }

    static GenericKubernetesResource parse(String yaml) {
        return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    }

    /** A widget with a spec in YAML flow style. */
    static GenericKubernetesResource widget(String name, String spec) {
        return parse("""
                apiVersion: toys.sitewatch.io/v1
                kind: Widget
                metadata:
                  name: %s
                spec: %s
                """.formatted(name, spec));
    }
}
