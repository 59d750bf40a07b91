package io.sitewatch.operator.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.ReferenceCrds;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.fixture.StructuralCheck;
import io.sitewatch.operator.live.LiveSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code golden/} is one feature: {@code site.yaml}, and in {@code rendered/} what the operator makes of it
 * once everything that it waits for is there. With {@code -Dgolden.update=true} the folders are written anew: read the
 * difference before you commit it.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private static final Optional<ReferenceCrds> CRDS = ReferenceCrds.find();

    static List<Path> features() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void thereAreAtLeastTwentyFeatures() throws IOException {
        assertThat(features()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("features")
    void aFeatureIsRenderedAsItWas(Path feature) throws IOException {
        Map<String, String> rendered = new TreeMap<>();
        for (Desired desired : render(feature)) {
            rendered.put(desired.id().kind().kind() + "-" + desired.id().name() + ".yaml", yaml(desired));
        }
        Path folder = feature.resolve("rendered");
        if (Boolean.getBoolean("golden.update")) {
            write(folder, rendered);
        }
        assertThat(read(folder)).containsExactlyEntriesOf(rendered);
    }

    @ParameterizedTest
    @MethodSource("features")
    void whatIsRenderedHoldsAgainstTheRealCrds(Path feature) throws IOException {

        assumeTrue(
                CRDS.isPresent(),
                "the reference CRDs are not there: put them into ../shared/crds, or name their folder with"
                        + " -Dreference.crds=…");
        List<String> errors = new ArrayList<>();
        for (Desired desired : render(feature)) {
            CRDS.get()
                    .schema(
                            desired.id().kind().apiVersion(),
                            desired.id().kind().kind())
                    .ifPresent(schema -> StructuralCheck.errors(desired.tree(), schema)
                            .forEach(error -> errors.add(desired.id() + ": " + error)));
        }
        assertThat(errors).isEmpty();
    }

    private static Collection<Desired> render(Path feature) throws IOException {
        MonitoringSite site = Sites.read(Files.readString(feature.resolve("site.yaml")));
        boolean nothingKnown = Files.exists(feature.resolve("live.yaml"));
        return Rendering.of(Sites.model(site, nothingKnown ? LiveSite.empty() : Operands.ready(site)))
                .all();
    }

    /** Digests are left out: they say again what is there, and change with every word of it. */
    private static String yaml(Desired desired) throws JsonProcessingException {
        ObjectNode tree = (ObjectNode) desired.tree().deepCopy();
        ((ObjectNode) tree.get("metadata")).remove("annotations");
        return YAML.writeValueAsString(tree);
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : list.toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        for (String old : read(folder).keySet()) {
            Files.delete(folder.resolve(old));
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
