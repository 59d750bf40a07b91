package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.operator.runtime.OperatorConfig;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the chart says twice with other parts of the repository is the same in both. */
class ChartFactsTest {
    private static final Path CRD = Path.of("..", "crds", "monitoringsites.sitewatch.io.yaml");

    @Test
    void theVersionIsTheProjects() throws IOException {
        JsonNode chart = yaml("Chart.yaml");
        assertThat(chart.path("version").asText()).isEqualTo(System.getProperty("project.version"));
        assertThat(chart.path("appVersion").asText()).isEqualTo(System.getProperty("project.version"));
    }

    /** The chart's file is a link to it, which Helm follows when it renders and when it packages. */
    @Test
    void theDefinitionIsRenderedAsItIsButForItsMetadata() throws IOException {
        JsonNode rendered = Chart.the(Chart.render(Values.of("defaults")), "CustomResourceDefinition");
        JsonNode crd = Chart.YAML.readTree(CRD.toFile());
        assertThat(rendered.path("spec")).isEqualTo(crd.path("spec"));
        assertThat(rendered.at("/metadata/name")).isEqualTo(crd.at("/metadata/name"));
        assertThat(rendered.at("/metadata/annotations")
                        .path("helm.sh/resource-policy")
                        .asText())
                .isEqualTo("keep");
    }

    @Test
    void theOperatorIsToldNothingThatItDoesNotKnow() {
        Map<String, String> defaults = environmentOf(OperatorConfig.class, "SITEWATCH");
        List<String> names = new ArrayList<>();
        Chart.the(Chart.render(Values.of("everything")), "Deployment")
                .at("/spec/template/spec/containers/0/env")
                .forEach(variable -> names.add(variable.path("name").asText()));
        Chart.the(Chart.render(Values.of("namespaced")), "Deployment")
                .at("/spec/template/spec/containers/0/env")
                .forEach(variable -> names.add(variable.path("name").asText()));
        assertThat(names.stream().filter(name -> name.startsWith("SITEWATCH_")))
                .contains("SITEWATCH_NAMESPACES", "SITEWATCH_IMAGE_REGISTRY")
                .isSubsetOf(defaults.keySet());
    }

    @Test
    void itsDefaultsAreTheOperators() throws IOException {
        Map<String, String> defaults = environmentOf(OperatorConfig.class, "SITEWATCH");
        for (JsonNode variable : Chart.the(Chart.render(Values.of("defaults")), "Deployment")
                .at("/spec/template/spec/containers/0/env")) {
            String name = variable.path("name").asText();
            String own = defaults.getOrDefault(name, "");
            if (own.isEmpty() || name.equals("SITEWATCH_LEADER_ELECTION_ENABLED")) {
                continue; // on a cluster there may be two of them for a moment, on a laptop there are not
            }
            String expected =
                    own.equals("${quarkus.application.version}") ? System.getProperty("project.version") : own;
            assertThat(variable.path("value").asText()).as(name).isEqualTo(expected);
        }
    }

    @Test
    void everyValueHasItsDefaultAndItsSchema() throws IOException {
        List<String> missing = new ArrayList<>();
        compare("", yaml("values.yaml"), yaml("values.schema.json"), missing);
        assertThat(missing).isEmpty();
    }

    private static void compare(String path, JsonNode values, JsonNode schema, List<String> missing) {
        JsonNode properties = schema.path("properties");
        properties.fieldNames().forEachRemaining(name -> {
            if (!values.has(name) && !name.equals("global")) {
                missing.add("values.yaml lacks " + path + name);
            }
        });
        values.properties().forEach(value -> {
            if (!properties.has(value.getKey())) {
                missing.add("values.schema.json lacks " + path + value.getKey());
            } else if (properties.path(value.getKey()).has("properties")
                    && !value.getKey().equals("resources")) {
                compare(path + value.getKey() + ".", value.getValue(), properties.path(value.getKey()), missing);
            }
        });
    }

    /** The variables of a configuration, as MicroProfile Config names them, with their defaults. */
    private static Map<String, String> environmentOf(Class<?> mapping, String prefix) {
        Map<String, String> variables = new HashMap<>();
        for (Method method : mapping.getDeclaredMethods()) {
            String name =
                    prefix + "_" + method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            if (method.getReturnType().isInterface()
                    && method.getReturnType().getEnclosingClass() == OperatorConfig.class) {
                variables.putAll(environmentOf(method.getReturnType(), name));
            } else {
                WithDefault byDefault = method.getAnnotation(WithDefault.class);
                variables.put(name, byDefault == null ? "" : byDefault.value());
            }
        }
        return variables;
    }

    private static JsonNode yaml(String file) throws IOException {
        return Chart.YAML.readTree(Chart.FOLDER.resolve(file).toFile());
    }
}
