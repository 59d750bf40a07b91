package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Server-side apply: who owns a field decides what becomes of it. */
class ApplyConformanceTest {
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
    void applyCreatesWhatIsAbsentAndOwnsIt() {
        GenericKubernetesResource applied = apply("one", "{size: 1, options: {a: x}}");

        assertThat(applied.getMetadata().getManagedFields()).singleElement().satisfies(entry -> {
            assertThat(entry.getManager()).isEqualTo("one");
            assertThat(entry.getOperation()).isEqualTo("Apply");
            assertThat(entry.getFieldsV1().getAdditionalProperties())
                    .isEqualTo(Map.of("f:spec", Map.of("f:size", Map.of(), "f:options", Map.of("f:a", Map.of()))));
        });
    }

    @Test
    void applyingTheSameAgainWritesNothing() {
        GenericKubernetesResource first = apply("one", "{size: 1, tags: [a], parts: [{name: p}]}");
        GenericKubernetesResource second = apply("one", "{size: 1, tags: [a], parts: [{name: p}]}");

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void aFieldThatIsNoLongerAppliedGoes() {
        apply("one", "{size: 1, shape: cube, options: {a: x, b: y}}");

        GenericKubernetesResource applied = apply("one", "{size: 1, options: {b: y}}");

        assertThat(applied.<String>get("spec", "shape")).isNull();
        assertThat(applied.<Map<String, String>>get("spec", "options")).containsExactly(Map.entry("b", "y"));
    }

    @Test
    void aFieldThatIsNoLongerAppliedTakesItsDefaultsWithIt() {
        apply("one", "{size: 1, nested: {b: y}}");

        assertThat(apply("one", "{size: 1}").<Map<String, Object>>get("spec")).doesNotContainKey("nested");
    }

    @Test
    void aFieldThatSomebodyElseOwnsTooStays() {
        apply("one", "{size: 1, shape: cube}");
        apply("two", "{size: 1, shape: cube}");

        GenericKubernetesResource applied = apply("one", "{size: 1}");

        assertThat(applied.<String>get("spec", "shape")).isEqualTo("cube");
    }

    @Test
    void anObjectThatLosesAllItHadIsNull() {
        apply("one", "{size: 1, box: {lid: oak}, nested: {b: y}}");

        GenericKubernetesResource emptied = apply("one", "{size: 1, box: {}, nested: {}}");

        Map<String, Object> spec = emptied.get("spec");
        assertThat(spec).containsEntry("box", null);
        assertThat(spec).as("one with a default keeps that").containsEntry("nested", Map.of("a", "x"));
        Widgets.in(client, namespace)
                .withName("w")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"shape\":\"bare\"}}");
        assertThatThrownBy(() -> apply("one", "{size: 1, box: {}}"))
                .as("to a rule, one that is null was not there")
                .hasMessageContaining("what is bare has no box");
        Widgets.in(client, namespace)
                .withName("w")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"shape\":null}}");
        assertThat(apply("one", "{size: 1, box: {}}").<Map<String, Object>>get("spec", "box"))
                .isEmpty();
        assertThat(apply("one", "{size: 1}").<Map<String, Object>>get("spec")).doesNotContainKey("box");
    }

    @Test
    void anObjectThatLosesAllItHadAndMayNotBeNullIsRefused() {
        apply("one", "{size: 1, options: {a: x}}");

        assertThatThrownBy(() -> apply("one", "{size: 1, options: {}}"))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(422);
                    assertThat(refused.getStatus()
                                    .getDetails()
                                    .getCauses()
                                    .get(0)
                                    .getMessage())
                            .isEqualTo(
                                    "Invalid value: \"null\": spec.options in body must be of type object: \"null\"");
                });
    }

    @Test
    void aDefaultComesBackWhenItsFieldIsGivenUp() {
        apply("one", "{size: 1, colour: blue}");

        GenericKubernetesResource applied = apply("one", "{size: 1}");

        assertThat(applied.<String>get("spec", "colour")).isEqualTo("red");
    }

    @Test
    void aDifferentValueOfAnothersFieldConflicts() {
        apply("one", "{size: 1, shape: cube}");

        assertThatThrownBy(() -> apply("two", "{size: 2, shape: ball}"))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(409);
                    assertThat(refused.getStatus().getReason()).isEqualTo("Conflict");
                    assertThat(refused.getStatus().getMessage())
                            .isEqualTo(
                                    "Apply failed with 2 conflicts: conflicts with \"one\":\n- .spec.shape\n- .spec.size");
                    assertThat(refused.getStatus().getDetails().getCauses())
                            .extracting(cause -> cause.getReason() + " " + cause.getField())
                            .containsExactlyInAnyOrder(
                                    "FieldManagerConflict .spec.shape", "FieldManagerConflict .spec.size");
                });
        assertThatThrownBy(() -> apply("two", "{size: 2}"))
                .hasMessageContaining("Apply failed with 1 conflict: conflict with \"one\": .spec.size");
    }

    @Test
    void forceTakesTheField() {
        apply("one", "{size: 1, shape: cube}");

        GenericKubernetesResource forced = client.resource(widget("{size: 2}"))
                .fieldManager("two")
                .forceConflicts()
                .serverSideApply();

        assertThat(forced.<Integer>get("spec", "size")).isEqualTo(2);
        assertThat(fieldsOf(forced, "one")).isEqualTo(Map.of("f:spec", Map.of("f:shape", Map.of())));
        assertThat(fieldsOf(forced, "two")).isEqualTo(Map.of("f:spec", Map.of("f:size", Map.of())));
    }

    @Test
    void listsWithKeysAreMergedByElement() {
        apply("one", "{size: 1, parts: [{name: a, material: wood}, {name: b}]}");
        GenericKubernetesResource both = apply("two", "{size: 1, parts: [{name: c, material: tin}]}");
        assertThat(partsOf(both)).containsExactlyInAnyOrder("a wood", "b null", "c tin");

        GenericKubernetesResource less = apply("one", "{size: 1, parts: [{name: a}]}");
        assertThat(partsOf(less)).containsExactlyInAnyOrder("a null", "c tin");

        GenericKubernetesResource none = apply("one", "{size: 1}");
        assertThat(partsOf(none)).containsExactly("c tin");
    }

    @Test
    void setsAreUnitedAndAtomicListsReplaced() {
        apply("one", "{size: 1, tags: [a, b], steps: [x]}");
        GenericKubernetesResource both = apply("two", "{size: 1, tags: [c]}");
        assertThat(both.<List<String>>get("spec", "tags")).containsExactlyInAnyOrder("a", "b", "c");

        GenericKubernetesResource less = apply("one", "{size: 1, tags: [b], steps: [y, z]}");
        assertThat(less.<List<String>>get("spec", "tags")).containsExactlyInAnyOrder("b", "c");
        assertThat(less.<List<String>>get("spec", "steps")).containsExactly("y", "z");
    }

    @Test
    void aPlainWriteTakesWhatItChanges() {
        apply("one", "{size: 1, shape: cube}");

        GenericKubernetesResource patched = Widgets.in(client, namespace)
                .withName("w")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("hand")
                                .build(),
                        "{\"spec\":{\"size\":5}}");

        assertThat(fieldsOf(patched, "one")).isEqualTo(Map.of("f:spec", Map.of("f:shape", Map.of())));
        assertThat(fieldsOf(patched, "hand")).isEqualTo(Map.of("f:spec", Map.of("f:size", Map.of())));
        assertThatThrownBy(() -> apply("one", "{size: 1, shape: cube}"))
                .hasMessageContaining("conflict with \"hand\" using toys.sitewatch.io/v1: .spec.size");
    }

    @Test
    void anApplyOfWhatIsThereAlreadyHasNoTime() {
        apply("one", "{size: 1}");

        assertThat(apply("two", "{size: 1}").getMetadata().getManagedFields())
                .filteredOn(entry -> entry.getManager().equals("two"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getTime()).isNull());
        assertThat(apply("two", "{size: 1, shape: cube}").getMetadata().getManagedFields())
                .filteredOn(entry -> entry.getManager().equals("two"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getTime()).isNotBlank());
    }

    @Test
    void conflictsOfOneLevelComeBeforeThoseBelowIt() {
        apply("one", "{size: 1, nested: {b: y}, shape: cube}");

        assertThatThrownBy(() -> apply("two", "{size: 2, nested: {b: z}, shape: ball}"))
                .hasMessageContaining("Apply failed with 3 conflicts: conflicts with \"one\":"
                        + "\n- .spec.shape\n- .spec.size\n- .spec.nested.b");
    }

    @Test
    void metadataItselfIsNobodys() {
        GenericKubernetesResource widget = Widgets.widget("w", "{size: 1}");
        widget.getMetadata().setLabels(Map.of("a", "b"));

        Map<String, Object> fields = Widgets.in(client, namespace)
                .resource(widget)
                .create()
                .getMetadata()
                .getManagedFields()
                .get(0)
                .getFieldsV1()
                .getAdditionalProperties();

        assertThat(fields).containsEntry("f:metadata", Map.of("f:labels", Map.of(".", Map.of(), "f:a", Map.of())));
    }

    @Test
    void aJsonPatchOfWhatIsNotThereIsRefused() {
        apply("one", "{size: 1}");

        assertThatThrownBy(() -> Widgets.in(client, namespace)
                        .withName("w")
                        .patch(PatchContext.of(PatchType.JSON), "[{\"op\": \"remove\", \"path\": \"/spec/shape\"}]"))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo(422));
    }

    @Test
    void statusHasAppliersOfItsOwn() {
        apply("one", "{size: 1}");
        GenericKubernetesResource status = Widgets.parse("""
                apiVersion: toys.sitewatch.io/v1
                kind: Widget
                metadata: {name: w, namespace: %s}
                status: {phase: Ready, conditions: [{type: Ready, status: "True"}]}
                """.formatted(namespace));

        GenericKubernetesResource applied = client.resource(status)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("one")
                        .withForce(true)
                        .build());

        assertThat(applied.<String>get("status", "phase")).isEqualTo("Ready");
        assertThat(applied.<Integer>get("spec", "size")).isEqualTo(1);
        assertThat(applied.getMetadata().getManagedFields())
                .extracting(entry -> entry.getManager() + "/" + entry.getSubresource())
                .containsExactlyInAnyOrder("one/null", "one/status");
        GenericKubernetesResource again = apply("one", "{size: 1}");
        assertThat(again.<String>get("status", "phase")).isEqualTo("Ready");
    }

    @Test
    void applyNeedsAManager() {
        assertThatThrownBy(() -> client.resource(widget("{size: 1}"))
                        .patch(new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("")
                                .build()))
                .hasMessageContaining("fieldManager");
    }

    private GenericKubernetesResource apply(String manager, String spec) {
        return client.resource(widget(spec)).fieldManager(manager).serverSideApply();
    }

    private GenericKubernetesResource widget(String spec) {
        GenericKubernetesResource widget = Widgets.widget("w", spec);
        widget.getMetadata().setNamespace(namespace);
        return widget;
    }

    private static Map<String, Object> fieldsOf(GenericKubernetesResource widget, String manager) {
        return widget.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getManager().equals(manager))
                .findFirst()
                .orElseThrow()
                .getFieldsV1()
                .getAdditionalProperties();
    }

    private static List<String> partsOf(GenericKubernetesResource widget) {
        return widget.<List<Map<String, Object>>>get("spec", "parts").stream()
                .map(part -> part.get("name") + " " + part.get("material"))
                .toList();
    }
}
