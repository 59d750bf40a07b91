package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each value that there is, set to what it was not made for: Helm refuses it by name, or what comes out is still Kubernetes. */
class OddValuesTest {
    private static final String LONG = "a".repeat(300);
    private static final List<String> ODD = List.of(
            "null", "''", "'1'", "7", "true", "[]", "{}", "[1]", "{a: 1}", "{a: 'b'}", LONG, "'a: b'", "'{{ fail }}'");

    @TempDir
    Path folder;

    @Test
    void areRefusedByNameOrMakeNoHarm() throws IOException {
        JsonNode defaults =
                Chart.YAML.readTree(Chart.FOLDER.resolve("values.yaml").toFile());
        Map<String, String> wrong = new LinkedHashMap<>();
        int rendered = 0;
        int refused = 0;
        for (List<String> path : paths(defaults, List.of())) {
            for (String odd : ODD) {
                String values = values(path, odd);
                Path file = Files.writeString(folder.resolve("values.yaml"), values);
                String text;
                try {
                    text = Chart.text(new Values("odd", file, "sitewatch", "sitewatch-system"));
                } catch (RuntimeException refusal) {
                    refused++;
                    if (!String.valueOf(refusal.getMessage()).contains(path.get(path.size() - 1))) {
                        wrong.put(values, "refused without its name: " + refusal.getMessage());
                    }
                    continue;
                }
                rendered++;
                try {
                    for (JsonNode document : Chart.documents(text)) {
                        if (!"CustomResourceDefinition"
                                .equals(document.path("kind").asText())) {
                            KubernetesTypes.check(document);
                        }
                    }
                } catch (IOException | RuntimeException | AssertionError bad) {
                    wrong.put(values, bad.getMessage());
                }
            }
        }
        assertThat(rendered).as("of all values, some are right").isPositive();
        assertThat(refused).isPositive();
        assertThat(wrong).isEmpty();
    }

    /** Every group and every single value of the defaults. */
    private static List<List<String>> paths(JsonNode node, List<String> at) {
        List<List<String>> paths = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                List<String> path = new ArrayList<>(at);
                path.add(name);
                paths.add(path);
                paths.addAll(paths(object.get(name), path));
            });
        }
        return paths;
    }

    private static String values(List<String> path, String value) {
        String yaml = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            yaml = "{\"" + path.get(i) + "\": " + yaml + "}";
        }
        return yaml + "\n";
    }
}
