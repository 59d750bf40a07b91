package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders, for usual and for odd values. */
class RenderingTest {
    private static final String NAME = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";
    /** Of a Service, which is a name in DNS too. */
    private static final String SERVICE_NAME = "[a-z]([-a-z0-9]*[a-z0-9])?";

    private static final String LABEL_VALUE = "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?";
    private static final List<String> CLUSTER_SCOPED =
            List.of("CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding");

    static List<Values> values() {
        return Values.all();
    }

    @Test
    void theLinterHasNothingToSay() {
        LintResult result = Chart.helm().lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void isTheGoldenOne(Values values) throws IOException {
        StringBuilder rendered = new StringBuilder();
        for (JsonNode document : Chart.render(values)) {
            // The definition has its own test, and would drown everything else.
            if (!"CustomResourceDefinition".equals(document.path("kind").asText())) {
                rendered.append(Chart.YAML.writeValueAsString(document));
            }
        }
        String golden = rendered.toString();
        Path file = Path.of("src", "test", "resources", "golden", values.name() + ".yaml");
        if (Boolean.getBoolean("helm.regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, golden);
        }
        assertThat(file)
                .as("write it anew with: mvn -pl helm -am test -Dhelm.regenerate=true")
                .content()
                .isEqualTo(golden);
    }

    /** Every field is one that Kubernetes' own types have, with the type that they give it. */
    @ParameterizedTest
    @MethodSource("values")
    void hasNoFieldThatKubernetesDoesNotKnow(Values values) throws IOException {
        for (JsonNode document : Chart.render(values)) {
            KubernetesTypes.check(document);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void namesAndLabelsAreSuchThatKubernetesTakesThem(Values values) {
        List<String> ids = new ArrayList<>();
        for (JsonNode document : Chart.render(values)) {
            JsonNode metadata = document.path("metadata");
            String id = document.path("kind").asText() + " "
                    + metadata.path("namespace").asText() + "/"
                    + metadata.path("name").asText();
            ids.add(id);
            assertThat(metadata.path("name").isTextual()).as(id).isTrue();
            assertThat(metadata.path("name").asText())
                    .as(id)
                    .matches(document.path("kind").asText().equals("Service") ? SERVICE_NAME : NAME)
                    .hasSizeLessThanOrEqualTo(63);
            if (!CLUSTER_SCOPED.contains(document.path("kind").asText())) {
                assertThat(metadata.path("namespace").isTextual()).as(id).isTrue();
            }
            for (JsonNode labels : document.findValues("labels")) {
                labels.properties().forEach(label -> {
                    if (label.getValue().isContainerNode()) {
                        return; // a property of that name in the definition's schema
                    }
                    assertThat(label.getValue().isTextual())
                            .as(id + " " + label)
                            .isTrue();
                    assertThat(label.getValue().asText())
                            .as(id + " " + label)
                            .matches(LABEL_VALUE)
                            .hasSizeLessThanOrEqualTo(63);
                });
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("values")
    void itsPodsKeepToTheRestrictedStandard(Values values) {
        List<JsonNode> pods = Chart.render(values).stream()
                .filter(document -> List.of("Deployment", "Pod")
                        .contains(document.path("kind").asText()))
                .map(document ->
                        document.has("spec") && document.at("/spec/template").isObject()
                                ? document.at("/spec/template/spec")
                                : document.path("spec"))
                .toList();
        assertThat(pods).hasSize(2);
        for (JsonNode pod : pods) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (JsonNode container : pod.path("containers")) {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            }
            assertThat(pod.toString()).doesNotContain("hostPath", "hostNetwork", "hostPID", "privileged");
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatSelectsPodsSelectsTheOperators(Values values) {
        List<JsonNode> documents = Chart.render(values);
        JsonNode labels = Chart.the(documents, "Deployment").at("/spec/template/metadata/labels");
        List<JsonNode> selectors = new ArrayList<>();
        for (JsonNode document : documents) {
            switch (document.path("kind").asText()) {
                case "Service" -> selectors.add(document.at("/spec/selector"));
                case "Deployment", "PodDisruptionBudget" -> selectors.add(document.at("/spec/selector/matchLabels"));
                case "NetworkPolicy" -> selectors.add(document.at("/spec/podSelector/matchLabels"));
                default -> {}
            }
        }
        assertThat(selectors).hasSizeGreaterThanOrEqualTo(2);
        for (JsonNode selector : selectors) {
            assertThat(selector).isNotEmpty();
            selector.properties().forEach(label -> assertThat(labels.path(label.getKey()))
                    .as(label.getKey())
                    .isEqualTo(label.getValue()));
        }
    }
}
