package io.sitewatch.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.fixture.StructuralCheck;
import io.sitewatch.operator.json.SiteManifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests that people start from are held against the CRD, and rendered. */
class ExamplesTest {
    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsValidAndRendered(Path example) throws IOException {
        String yaml = Files.readString(example);
        JsonNode schema = SiteManifests.crd().at("/spec/versions/0/schema/openAPIV3Schema");
        assertThat(StructuralCheck.errors(Serialization.yamlMapper().readTree(yaml), schema))
                .isEmpty();
        MonitoringSite site = Sites.read(yaml);
        assertThat(Rendering.of(Sites.model(site, Operands.ready(site))).all()).hasSizeGreaterThan(10);
    }

    /**
     * Who has written a manifest by a plain apply owns the defaults, too, and gives them up with the first server-side one. The API
     * server makes null of an object that loses all it had by that, and then refuses it.
     */
    @ParameterizedTest
    @MethodSource("examples")
    void anExampleMayBeAppliedByTheServerLater(Path example) throws IOException {
        JsonNode schema = SiteManifests.crd().at("/spec/versions/0/schema/openAPIV3Schema");
        List<String> emptied = new ArrayList<>();
        findEmptied(Serialization.yamlMapper().readTree(Files.readString(example)), schema, "", emptied);

        assertThat(emptied)
                .as("objects without a field of their own, though they have defaults")
                .isEmpty();
    }

    private static void findEmptied(JsonNode value, JsonNode schema, String path, List<String> emptied) {
        value.properties().forEach(entry -> {
            JsonNode field = schema.path("properties").path(entry.getKey());
            String at = path + "." + entry.getKey();
            boolean defaulted = field.path("properties").properties().stream()
                    .anyMatch(below -> below.getValue().has("default"));
            if (entry.getValue().isObject() && entry.getValue().isEmpty() && defaulted) {
                emptied.add(at);
            }
            findEmptied(entry.getValue(), field, at, emptied);
        });
    }
}
