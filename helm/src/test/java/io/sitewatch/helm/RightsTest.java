package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The chart gives the operator the rights that the operator ships with: its own suites record what it asks of the API server,
 * and hold that file to it.
 */
class RightsTest {
    static final Path SHIPPED =
            Path.of("..", "operator", "src", "main", "resources", "io", "sitewatch", "operator", "rbac.yaml");

    @Test
    void clusterWide() throws Exception {
        List<JsonNode> shipped = Chart.documents(Files.readString(SHIPPED));
        List<JsonNode> chart = Chart.render(Values.of("defaults"));
        assertThat(rights(named(chart, "ClusterRole", "sitewatch-operator")))
                .isEqualTo(rights(Chart.the(shipped, "ClusterRole")));
        assertThat(rights(named(chart, "Role", "sitewatch-leader"))).isEqualTo(rights(Chart.the(shipped, "Role")));
    }

    @Test
    void inEachWatchedNamespaceAndNowhereElse() throws Exception {
        List<JsonNode> shipped = Chart.documents(Files.readString(SHIPPED));
        List<JsonNode> chart = Chart.render(Values.of("roles-only"));
        assertThat(chart).noneMatch(document -> document.path("kind").asText().startsWith("ClusterRole"));
        List<JsonNode> roles = chart.stream()
                .filter(document -> document.path("kind").asText().equals("Role"))
                .filter(role -> role.at("/metadata/name").asText().equals("sitewatch-operator"))
                .toList();
        assertThat(roles)
                .extracting(role -> role.at("/metadata/namespace").asText())
                .containsExactlyInAnyOrder("north", "south");
        assertThat(roles)
                .allSatisfy(role -> assertThat(rights(role)).isEqualTo(rights(Chart.the(shipped, "ClusterRole"))));
    }

    @Test
    void beyondTheWatchedNamespacesOnlyWhatLettingGoOfSitesTakes() {
        JsonNode role = Chart.the(Chart.render(Values.of("namespaced")), "ClusterRole");
        assertThat(role.at("/rules/0/resources")).hasToString("[\"namespaces\"]");
        assertThat(role.at("/rules/0/resourceNames")).hasToString("[\"north\",\"south\"]");
        assertThat(role.at("/rules/0/verbs")).hasToString("[\"get\"]");
        assertThat(role.at("/rules/1/resources")).hasToString("[\"monitoringsites\"]");
        assertThat(role.at("/rules/1/verbs")).hasToString("[\"get\",\"list\",\"watch\",\"patch\"]");
        assertThat(role.path("rules")).hasSize(2);
    }

    @Test
    void everyRoleIsBoundToTheAccountThatTheOperatorRunsAs() {
        for (Values values : Values.all()) {
            List<JsonNode> chart = Chart.render(values);
            String account = Chart.the(chart, "Deployment")
                    .at("/spec/template/spec/serviceAccountName")
                    .asText();
            chart.stream()
                    .filter(document -> document.path("kind").asText().endsWith("RoleBinding")
                            || document.path("kind").asText().endsWith("ClusterRoleBinding"))
                    .forEach(binding -> {
                        assertThat(binding.at("/subjects/0/name").asText()).isEqualTo(account);
                        assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo(values.namespace());
                        assertThat(chart)
                                .as("what is bound is there")
                                .anyMatch(role -> role.path("kind").equals(binding.at("/roleRef/kind"))
                                        && role.at("/metadata/name").equals(binding.at("/roleRef/name"))
                                        && role.at("/metadata/namespace").equals(binding.at("/metadata/namespace")));
                    });
        }
    }

    private static JsonNode named(List<JsonNode> documents, String kind, String name) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind)
                        && document.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Each right by itself, so that the order and the grouping of rules do not count. */
    static Set<String> rights(JsonNode role) {
        Set<String> rights = new TreeSet<>();
        for (JsonNode rule : role.path("rules")) {
            assertThat(rule.has("resourceNames") || rule.has("nonResourceURLs")).isFalse();
            for (JsonNode group : rule.path("apiGroups")) {
                for (JsonNode resource : rule.path("resources")) {
                    for (JsonNode verb : rule.path("verbs")) {
                        rights.add(verb.asText() + " " + resource.asText() + "." + group.asText());
                    }
                }
            }
        }
        return rights;
    }
}
