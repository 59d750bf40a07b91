package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects come, change and go as on a real API server. Runs against whatever {@link TestCluster} opens. */
class ObjectsConformanceTest {
    private static TestCluster cluster;
    private static KubernetesClient client;
    private String namespace;

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
        client = cluster.client();
        Widgets.install(client);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void freshNamespace() {
        namespace = cluster.namespace();
    }

    @Test
    void creationFillsInMetadata() {
        ConfigMap created = client.resource(configMap("a", "1")).create();

        assertThat(created.getMetadata().getUid()).isNotBlank();
        assertThat(created.getMetadata().getResourceVersion()).isNotBlank();
        assertThat(created.getMetadata().getCreationTimestamp()).isNotBlank();
        assertThat(created.getMetadata().getGeneration()).isNull();
        assertThat(created.getMetadata().getManagedFields()).singleElement().satisfies(entry -> {
            assertThat(entry.getOperation()).isEqualTo("Update");
            assertThat(entry.getFieldsV1().getAdditionalProperties()).containsKey("f:data");
        });
    }

    @Test
    void nameIsGeneratedFromItsPrefix() {
        ConfigMap template = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withGenerateName("gen-")
                .endMetadata()
                .build();

        String first = client.resource(template).create().getMetadata().getName();
        String second = client.resource(template).create().getMetadata().getName();

        assertThat(first).matches("gen-[a-z0-9]{5}").isNotEqualTo(second);
    }

    @Test
    void theSameNameTwiceIsRefused() {
        client.resource(configMap("a", "1")).create();

        assertThatThrownBy(() -> client.resource(configMap("a", "2")).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(409);
                    assertThat(refused.getStatus().getReason()).isEqualTo("AlreadyExists");
                    assertThat(refused.getStatus().getMessage()).isEqualTo("configmaps \"a\" already exists");
                });
    }

    @Test
    void aMissingNamespaceIsRefused() {
        ConfigMap lost = configMap("a", "1");
        lost.getMetadata().setNamespace("not-there");

        assertThatThrownBy(() -> client.resource(lost).create())
                .hasMessageContaining("namespaces \"not-there\" not found");
    }

    @Test
    void anUpdateOfAnOldRevisionConflicts() {
        ConfigMap first = client.resource(configMap("a", "1")).create();
        ConfigMap changed = new ConfigMapBuilder(first).addToData("k", "2").build();
        client.resource(changed).update();

        assertThatThrownBy(() -> client.resource(
                                new ConfigMapBuilder(first).addToData("k", "3").build())
                        .update())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(409);
                    assertThat(refused.getStatus().getMessage())
                            .isEqualTo("Operation cannot be fulfilled on configmaps \"a\": the object has been"
                                    + " modified; please apply your changes to the latest version and try again");
                });
    }

    @Test
    void anUpdateThatChangesNothingKeepsTheRevision() {
        ConfigMap first = client.resource(configMap("a", "1")).create();

        ConfigMap second = client.resource(first).update();

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void aDryRunLeavesNothing() {
        client.resource(configMap("a", "1")).dryRun().create();

        assertThat(client.configMaps().inNamespace(namespace).list().getItems())
                .noneMatch(each -> each.getMetadata().getName().equals("a"));
    }

    @Test
    void secretsTakeStrings() {
        Secret created = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("s")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToStringData("user", "ada")
                        .build())
                .create();

        assertThat(created.getData()).containsEntry("user", "YWRh");
        assertThat(created.getStringData()).isNullOrEmpty();
        assertThat(created.getType()).isEqualTo("Opaque");
    }

    @Test
    void servicesGetAnAddressAndKeepIt() {
        Service template = new ServiceBuilder()
                .withNewMetadata()
                .withName("s")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
        Service created = client.resource(template).create();
        String address = created.getSpec().getClusterIP();

        Service replaced = client.resource(new ServiceBuilder(template)
                        .editSpec()
                        .editFirstPort()
                        .withPort(81)
                        .endPort()
                        .endSpec()
                        .build())
                .update();

        assertThat(address).isNotBlank();
        assertThat(replaced.getSpec().getClusterIP()).isEqualTo(address);
        assertThat(replaced.getSpec().getPorts().get(0).getTargetPort().getIntVal())
                .isEqualTo(81);
        assertThat(replaced.getSpec().getType()).isEqualTo("ClusterIP");
    }

    @Test
    void listsAreSelectedByLabelsAndFields() {
        client.resource(labelled("a", Map.of("tier", "front", "x", "1"))).create();
        client.resource(labelled("b", Map.of("tier", "back"))).create();
        client.resource(labelled("c", Map.of())).create();

        assertThat(namesOf(client.configMaps()
                        .inNamespace(namespace)
                        .withLabel("tier", "front")
                        .list()
                        .getItems()))
                .containsExactly("a");
        assertThat(namesOf(client.configMaps()
                        .inNamespace(namespace)
                        .withLabelIn("tier", "front", "back")
                        .list()
                        .getItems()))
                .containsExactly("a", "b");
        assertThat(namesOf(client.configMaps()
                        .inNamespace(namespace)
                        .withLabel("tier")
                        .withoutLabel("x")
                        .list()
                        .getItems()))
                .containsExactly("b");
        assertThat(namesOf(client.configMaps()
                        .inNamespace(namespace)
                        .withField("metadata.name", "c")
                        .list()
                        .getItems()))
                .containsExactly("c");
    }

    @Test
    void generationCountsSpecChangesOnly() {
        GenericKubernetesResource created = Widgets.in(client, namespace)
                .resource(Widgets.widget("w", "{size: 1}"))
                .create();
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);

        GenericKubernetesResource labelled = Widgets.in(client, namespace)
                .withName("w")
                .edit(widget -> {
                    widget.getMetadata().setLabels(Map.of("a", "b"));
                    return widget;
                });
        assertThat(labelled.getMetadata().getGeneration()).isEqualTo(1);

        GenericKubernetesResource grown = Widgets.in(client, namespace)
                .withName("w")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"size\":2}}");
        assertThat(grown.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void statusIsWrittenThroughItsSubresourceOnly() {
        GenericKubernetesResource widget = Widgets.widget("w", "{size: 1}");
        widget.setAdditionalProperty("status", Map.of("phase", "Sneaked"));
        GenericKubernetesResource created =
                Widgets.in(client, namespace).resource(widget).create();
        assertThat(created.getAdditionalProperties()).doesNotContainKey("status");

        GenericKubernetesResource written = Widgets.in(client, namespace)
                .resource(created)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":\"Ready\"},\"spec\":{\"size\":9}}");

        assertThat(written.<String>get("status", "phase")).isEqualTo("Ready");
        assertThat(written.<Integer>get("spec", "size")).isEqualTo(1);
        assertThat(written.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aFinalizerHoldsAnObjectBack() {
        ConfigMap held = configMap("a", "1");
        held.getMetadata().setFinalizers(List.of("test.sitewatch.io/hold"));
        client.resource(held).create();

        client.configMaps().inNamespace(namespace).withName("a").delete();

        ConfigMap marked =
                client.configMaps().inNamespace(namespace).withName("a").get();
        assertThat(marked.getMetadata().getDeletionTimestamp()).isNotBlank();
        client.configMaps().inNamespace(namespace).withName("a").edit(map -> {
            map.getMetadata().setFinalizers(List.of());
            return map;
        });
        assertThat(client.configMaps().inNamespace(namespace).withName("a").get())
                .isNull();
    }

    @Test
    void dependentsGoWithTheirOwner() {
        Assumptions.assumeTrue(cluster.backend().hasControllers(), "no controllers in this backend");
        ConfigMap owner = client.resource(configMap("owner", "1")).create();
        client.resource(owned("child", owner, false)).create();

        client.resource(owner).delete();

        await().until(() ->
                client.configMaps().inNamespace(namespace).withName("child").get() == null);
    }

    @Test
    void anOwnerInTheForegroundWaitsForItsDependents() {
        Assumptions.assumeTrue(cluster.backend().hasControllers(), "no controllers in this backend");
        ConfigMap owner = client.resource(configMap("owner", "1")).create();
        ConfigMap child = owned("child", owner, true);
        child.getMetadata().setFinalizers(List.of("test.sitewatch.io/hold"));
        client.resource(child).create();

        client.configMaps()
                .inNamespace(namespace)
                .withName("owner")
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();

        await().until(() -> client.configMaps()
                        .inNamespace(namespace)
                        .withName("child")
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp()
                != null);
        assertThat(client.configMaps().inNamespace(namespace).withName("owner").get())
                .isNotNull();
        client.configMaps().inNamespace(namespace).withName("child").edit(map -> {
            map.getMetadata().setFinalizers(List.of());
            return map;
        });
        await().until(() ->
                client.configMaps().inNamespace(namespace).withName("owner").get() == null);
    }

    @Test
    void orphansStay() {
        Assumptions.assumeTrue(cluster.backend().hasControllers(), "no controllers in this backend");
        ConfigMap owner = client.resource(configMap("owner", "1")).create();
        client.resource(owned("child", owner, false)).create();

        client.configMaps()
                .inNamespace(namespace)
                .withName("owner")
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();

        await().until(() ->
                client.configMaps().inNamespace(namespace).withName("owner").get() == null);
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withName("child")
                        .get()
                        .getMetadata()
                        .getOwnerReferences())
                .isEmpty();
    }

    @Test
    void aNamespaceTakesItsContentWithIt() {
        Assumptions.assumeTrue(cluster.backend().hasControllers(), "no controllers in this backend");
        client.resource(configMap("a", "1")).create();

        client.namespaces().withName(namespace).delete();

        await().atMost(java.time.Duration.ofMinutes(2))
                .until(() -> client.namespaces().withName(namespace).get() == null);
        assertThat(client.configMaps().inNamespace(namespace).withName("a").get())
                .isNull();
    }

    @Test
    void aNamespaceThatSomebodyElseHoldsRestsUntilTheyLetGo() {
        Assumptions.assumeTrue(cluster.backend().hasControllers(), "no controllers in this backend");
        client.namespaces().withName(namespace).edit(held -> {
            held.getMetadata().setFinalizers(List.of("test.sitewatch.io/hold"));
            return held;
        });

        client.namespaces().withName(namespace).delete();

        await().until(() -> current().getSpec().getFinalizers().isEmpty());
        untilItRests(() -> current());
        client.namespaces()
                .withName(namespace)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
        await().until(() -> current() == null);
    }

    @Test
    void aDefinitionThatSomebodyElseHoldsRestsUntilTheyLetGo() {
        CustomResourceDefinition held = Widgets.definition();
        held.getMetadata().setName("held.toys.sitewatch.io");
        held.getMetadata().setFinalizers(List.of("test.sitewatch.io/hold"));
        held.getSpec().getNames().setPlural("held");
        held.getSpec().getNames().setSingular("held");
        held.getSpec().getNames().setKind("Held");
        held.getSpec().getNames().setListKind(null);
        held.getSpec().getNames().setShortNames(List.of());
        held.getSpec().getNames().setCategories(List.of());
        client.resource(held).create();
        Widgets.untilServed(client, "held.toys.sitewatch.io");

        client.resource(held).delete();

        await().until(() -> finalizers(held).equals(List.of("test.sitewatch.io/hold")));
        untilItRests(() -> client.resource(held).get());
        client.resource(held).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
        await().until(() -> client.resource(held).get() == null);
    }

    private static List<String> finalizers(CustomResourceDefinition definition) {
        return client.resource(definition).get().getMetadata().getFinalizers();
    }

    /** As long as many reads take, nobody writes it. */
    private static void untilItRests(Supplier<HasMetadata> object) {
        await().until(() -> IntStream.range(0, 20)
                        .mapToObj(read -> object.get().getMetadata().getResourceVersion())
                        .distinct()
                        .count()
                == 1);
    }

    private Namespace current() {
        return client.namespaces().withName(namespace).get();
    }

    private ConfigMap configMap(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addToData("k", value)
                .build();
    }

    private ConfigMap labelled(String name, Map<String, String> labels) {
        ConfigMap map = configMap(name, "1");
        map.getMetadata().setLabels(labels);
        return map;
    }

    private ConfigMap owned(String name, ConfigMap owner, boolean blocks) {
        ConfigMap map = configMap(name, "1");
        map.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .withBlockOwnerDeletion(blocks)
                        .build()));
        return map;
    }

    private static List<String> namesOf(List<ConfigMap> maps) {
        return maps.stream().map(map -> map.getMetadata().getName()).toList();
    }
}
