package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom resources are held against their CRD, and refused in the API server's words. */
class ValidationConformanceTest {
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {size: 0}                              | spec.size            | Invalid value: 0: spec.size in body should be greater than or equal to 1
            {size: 1001}                           | spec.size            | Invalid value: 1001: spec.size in body should be less than or equal to 1000
            {size: big}                            | spec.size            | Invalid value: "string": spec.size in body must be of type integer: "string"
            {size: 1.5}                            | spec.size            | Invalid value: "number": spec.size in body must be of type integer: "number"
            {colour: red}                          | spec.size            | Required value
            {size: 1, colour: mauve}               | spec.colour          | Unsupported value: "mauve": supported values: "red", "green", "blue"
            {size: 1, shape: Cube}                 | spec.shape           | Invalid value: "Cube": spec.shape in body should match '^[a-z]+$'
            {size: 1, tags: [a, b, a]}             | spec.tags[2]         | Duplicate value: "a"
            {size: 1, parts: [{count: 1}]}         | spec.parts[0].name   | Required value
            {size: 1, parts: [{name: ""}]}         | spec.parts[0].name   | Invalid value: "": spec.parts[0].name in body should be at least 1 chars long
            {size: 1, port: true}                  | spec.port            | Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"
            {size: 1, options: {a: 1}}             | spec.options.a       | Invalid value: "integer": spec.options.a in body must be of type string: "integer"
            {size: 1, minimum: 2, maximum: 1.5}    | spec                 | Invalid value: minimum must not be above maximum
            {size: 100, shape: ball}               | spec.size            | Forbidden: a ball of size 100 does not fit
            """)
    void whatIsWrongIsNamed(String spec, String field, String message) {
        KubernetesClientException refused =
                catchThrowableOfType(KubernetesClientException.class, () -> Widgets.in(client, namespace)
                        .resource(Widgets.widget("w", spec))
                        .create());

        assertThat(refused).as("refusal of %s", spec).isNotNull();
        assertThat(refused.getCode()).isEqualTo(422);
        StatusCause cause = refused.getStatus().getDetails().getCauses().get(0);
        assertThat(cause.getField()).isEqualTo(field);
        // Before 1.36, the type of an object stood where its value would.
        assertThat(cause.getMessage().replace("Invalid value: \"object\": ", "Invalid value: "))
                .isEqualTo(message);
        assertThat(refused.getStatus().getMessage()).startsWith("Widget.toys.sitewatch.io \"w\" is invalid: ");
    }

    @Test
    void severalMistakesAreToldAtOnce() {
        assertThatThrownBy(() -> Widgets.in(client, namespace)
                        .resource(Widgets.widget("w", "{size: 0, colour: mauve}"))
                        .create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(
                                refused.getStatus().getDetails().getCauses())
                        .extracting(StatusCause::getField)
                        .containsExactlyInAnyOrder("spec.size", "spec.colour", "<nil>"));
    }

    @Test
    void rulesWaitForTheStructure() {
        assertThatThrownBy(() -> Widgets.in(client, namespace)
                        .resource(Widgets.widget("w", "{minimum: 2, maximum: 1}"))
                        .create())
                .hasMessageContaining("spec.size: Required value")
                .hasMessageContaining(
                        "<nil>: Invalid value: null: some validation rules were not checked because the object was invalid;"
                                + " correct the existing errors to complete validation");
    }

    @Test
    void defaultsAreFilledIn() {
        GenericKubernetesResource created = Widgets.in(client, namespace)
                .resource(Widgets.widget("w", "{size: 1, nested: {}, parts: [{name: p}]}"))
                .create();

        assertThat(created.<String>get("spec", "colour")).isEqualTo("red");
        assertThat(created.<Integer>get("spec", "replicas")).isEqualTo(1);
        assertThat(created.<String>get("spec", "nested", "a")).isEqualTo("x");
        assertThat(created.<List<Map<String, Object>>>get("spec", "parts"))
                .containsExactly(Map.of("name", "p", "count", 1));
    }

    @Test
    void aNullCountsAsAbsent() {
        GenericKubernetesResource created = Widgets.in(client, namespace)
                .resource(Widgets.widget(
                        "w", "{size: 1, shape: null, colour: null, options: {a: null, b: x}, box: null, nested: null}"))
                .create();

        Map<String, Object> spec = created.get("spec");
        assertThat(spec)
                .doesNotContainKey("shape")
                .containsEntry("options", Map.of("b", "x"))
                .as("unless there is a default")
                .containsEntry("colour", "red")
                .as("or it may be null")
                .containsEntry("box", null);
        assertThatThrownBy(() -> Widgets.in(client, namespace)
                        .resource(Widgets.widget("v", "{size: null}"))
                        .create())
                .hasMessageContaining("spec.size: Required value");
        assertThatThrownBy(() -> Widgets.in(client, namespace)
                        .resource(Widgets.widget("v", "{size: 1, shape: null}"))
                        .serverSideApply())
                .as("what is applied is taken at its word")
                .hasMessageContaining("spec.shape in body must be of type string: \"null\"");
    }

    @Test
    void unknownFieldsAreDropped() {
        GenericKubernetesResource created = Widgets.in(client, namespace)
                .resource(Widgets.widget("w", "{size: 1, weight: 3, free: {any: thing}, nested: {c: d}}"))
                .create();

        assertThat(created.<Integer>get("spec", "weight")).isNull();
        assertThat(created.<String>get("spec", "nested", "c")).isNull();
        assertThat(created.<String>get("spec", "free", "any")).isEqualTo("thing");
    }

    @Test
    void unknownFieldsAreRefusedWhenAskedFor() {
        assertThatThrownBy(() -> client.resource(named("{size: 1, weight: 3}"))
                        .fieldValidation(io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation.STRICT)
                        .create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(400);
                    assertThat(refused.getStatus().getMessage())
                            .contains("strict decoding error: unknown field \"spec.weight\"");
                });
    }

    @Test
    void aTransitionRuleComparesWithTheStoredValue() {
        Widgets.in(client, namespace)
                .resource(Widgets.widget("w", "{size: 1, serial: abc}"))
                .create();

        assertThatThrownBy(() -> patch("{\"spec\":{\"serial\":\"xyz\"}}"))
                .hasMessageContaining("a serial number stays");
        assertThat(patch("{\"spec\":{\"size\":2}}").<String>get("spec", "serial"))
                .isEqualTo("abc");
    }

    @Test
    void aDefinitionWithARuleOfTheWrongTypesIsRefused() {
        CustomResourceDefinition broken = Serialization.unmarshal(
                Serialization.asYaml(Widgets.definition())
                        .replace("self.minimum <= self.maximum", "self.minimum <= self.colour")
                        .replace("widgets", "gadgets")
                        .replace("Widget", "Gadget"),
                CustomResourceDefinition.class);

        assertThatThrownBy(() -> client.resource(broken).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(422);
                    assertThat(refused.getMessage())
                            .contains("properties[spec].x-kubernetes-validations[0].rule")
                            .contains("found no matching overload for '_<=_'");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {a: 1}          | must not have unknown fields
            {length: long}  | length in body must be of type integer: "string"
            {length: 0}     | a length is above zero
            {}              | no such key: length
            """)
    void aDefaultThatTheSchemaItselfRefusesIsNone(String value, String words) {
        String schema = """
                type: object
                default: %s
                properties:
                  length: {type: integer, default: 1}
                x-kubernetes-validations:
                - {rule: self.length > 0, message: a length is above zero}
                - {rule: self.length >= oldSelf.length, message: a length grows}
                """.formatted(value);
        CustomResourceDefinition definition = Widgets.definition();
        definition.getMetadata().setName("ropes.toys.sitewatch.io");
        definition.getSpec().getNames().setKind("Rope");
        definition.getSpec().getNames().setPlural("ropes");
        definition.getSpec().getNames().setSingular("rope");
        definition.getSpec().getNames().setShortNames(List.of());
        definition
                .getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .put("rope", Serialization.unmarshal(schema, JSONSchemaProps.class));

        assertThatThrownBy(() -> client.resource(definition).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(422);
                    assertThat(refused.getMessage())
                            .contains("spec.validation.openAPIV3Schema.properties[rope].default")
                            .contains(words);
                });
    }

    @Test
    void quantitiesAreUnderstood() {
        assertThatThrownBy(() -> Widgets.in(client, namespace)
                        .resource(Widgets.widget("w", "{size: 1, memory: 64Ki}"))
                        .create())
                .hasMessageContaining("memory must be above 1Mi");
        Widgets.in(client, namespace)
                .resource(Widgets.widget("w", "{size: 1, memory: 2Gi}"))
                .create();
    }

    @Test
    void strategicMergeIsNotForCustomResources() {
        Widgets.in(client, namespace).resource(Widgets.widget("w", "{size: 1}")).create();

        assertThatThrownBy(() -> Widgets.in(client, namespace)
                        .withName("w")
                        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"spec\":{\"size\":2}}"))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo(415));
    }

    private GenericKubernetesResource named(String spec) {
        GenericKubernetesResource widget = Widgets.widget("w", spec);
        widget.getMetadata().setNamespace(namespace);
        return widget;
    }

    private GenericKubernetesResource patch(String json) {
        return Widgets.in(client, namespace).withName("w").patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }
}
