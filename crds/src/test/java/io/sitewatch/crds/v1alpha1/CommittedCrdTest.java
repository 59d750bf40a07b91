package io.sitewatch.crds.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The CRD that is committed, and that people apply, is the one that the Java types say. */
class CommittedCrdTest {
    private static final Path GENERATED = Path.of(System.getProperty("crd.generated", "target/crd"));
    private static final Path COMMITTED =
            Path.of(System.getProperty("crd.committed", "monitoringsites.sitewatch.io.yaml"));
    private static final Path DEFAULTS =
            Path.of(System.getProperty("crd.defaults", "src/main/resources/io/sitewatch/crds/defaults.yaml"));
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    @Test
    void theCommittedCrdIsTheGeneratedOne() throws IOException {
        JsonNode crd = withColumnsInOrder(generated());
        crd.at("/spec/versions").forEach(version -> ChoicesDefaults.describe(version.at("/schema/openAPIV3Schema")));
        assertCommitted(COMMITTED, crd);
    }

    @Test
    void theCommittedDefaultsAreTheGeneratedOnes() throws IOException {
        ObjectNode defaults = YAML.createObjectNode();
        defaults.putObject("properties")
                .set(
                        "spec",
                        ChoicesDefaults.all(generated().at("/spec/versions/0/schema/openAPIV3Schema/properties/spec")));
        assertCommitted(DEFAULTS, defaults);
    }

    @Test
    void theFolderHoldsOnlyWhatPeopleApply() throws IOException {
        try (Stream<Path> files = Files.list(COMMITTED.toAbsolutePath().getParent())) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
                    .as("`kubectl apply -f crds/` takes every YAML of the folder")
                    .containsExactly(COMMITTED.toAbsolutePath());
        }
    }

    /**
     * Who applies {@code limits: {}} after {@code limits: {cpu: 1}} on the server's side gets, from the API server's merge,
     * {@code limits: null}: it has to be a value that the field may have, unless something stays in it, such as a default.
     */
    @Test
    void whatMayBeEmptyMayBeNull() throws IOException {
        JsonNode spec = YAML.readTree(COMMITTED.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        List<String> refused = new ArrayList<>();
        neverNull(spec, "spec", refused);
        assertThat(refused).as("objects that may be empty need @Nullable").isEmpty();
    }

    private static void neverNull(JsonNode schema, String path, List<String> refused) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode field = property.getValue();
            String at = path + "." + property.getKey();
            boolean object = field.has("additionalProperties") || field.has("properties");
            boolean keepsSomething = field.has("default")
                    || field.has("required")
                    || field.path("properties").findValue("default") != null;
            boolean choice = Stream.of("simulator", "managed", "volume").anyMatch(field.path("properties")::has);
            if (object && !keepsSomething && !choice && !field.path("nullable").asBoolean()) {
                refused.add(at);
            }
            neverNull(field, at, refused);
        });
    }

    /** The API server adds up what a message may cost at worst, and takes string(number) and join() for texts without end. */
    @Test
    void messagesAreOfALengthThatTheApiServerCanEstimate() throws IOException {
        assertThat(YAML.readTree(COMMITTED.toFile()).findValuesAsText("messageExpression"))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message)
                        .as("use 'a %%s b'.format([x])")
                        .doesNotContain("string(")
                        .doesNotContain(".join("));
    }

    private static JsonNode generated() throws IOException {
        return YAML.readTree(
                GENERATED.resolve("monitoringsites.sitewatch.io-v1.yml").toFile());
    }

    private static void assertCommitted(Path file, JsonNode generated) throws IOException {
        String text = YAML.writeValueAsString(generated);
        if (Boolean.getBoolean("crd.regenerate")) {
            Files.writeString(file, text);
        }
        assertThat(file)
                .as(
                        "the Java types changed: write the CRD anew with `mvn -pl crds test -Dcrd.regenerate=true` and commit %s",
                        file.getFileName())
                .content()
                .isEqualTo(text);
    }

    @Test
    void everythingInTheSpecHasABound() throws IOException {
        List<String> unbounded = new ArrayList<>();
        collectUnbounded("spec", schema().at("/properties/spec"), unbounded);
        assertThat(unbounded)
                .as(
                        "the API server estimates what rules cost from these bounds, and refuses a CRD whose rules cost too much")
                .isEmpty();
    }

    @Test
    void everyFieldOfTheApiIsExplained() throws IOException {
        List<String> unexplained = new ArrayList<>();
        collectUnexplained("spec", schema().at("/properties/spec"), unexplained);
        assertThat(unexplained).as("kubectl explain shows the description").isEmpty();
    }

    @Test
    void columnsAreShownInTheOrderPeopleReadThem() throws IOException {
        assertThat(YAML.readTree(COMMITTED.toFile()).at("/spec/versions/0/additionalPrinterColumns"))
                .extracting(column -> column.path("name").asText())
                .containsExactly("READY", "PHASE", "STREAM", "LAG", "AGE");
    }

    /** The generator sorts columns by their path; kubectl shows them in the order of the file. */
    private static JsonNode withColumnsInOrder(JsonNode crd) {
        List<String> order = Arrays.stream(MonitoringSite.class.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        for (JsonNode version : crd.at("/spec/versions")) {
            ArrayNode columns = (ArrayNode) version.path("additionalPrinterColumns");
            List<JsonNode> sorted = new ArrayList<>();
            columns.forEach(sorted::add);
            sorted.sort(Comparator.comparingInt(
                    column -> order.indexOf(column.path("name").asText())));
            columns.removeAll().addAll(sorted);
        }
        return crd;
    }

    private static JsonNode schema() throws IOException {
        return YAML.readTree(COMMITTED.toFile()).at("/spec/versions/0/schema/openAPIV3Schema");
    }

    private static void collectUnbounded(String path, JsonNode schema, List<String> unbounded) {
        String bound =
                switch (schema.path("type").asText()) {
                    case "string" -> schema.has("enum") ? "enum" : "maxLength";
                    case "array" -> "maxItems";
                    case "object" -> schema.has("additionalProperties") ? "maxProperties" : "type";
                    default -> "type";
                };
        if (!schema.has(bound)) {
            unbounded.add(path + " has no " + bound);
        }
        children(path, schema).forEach((name, child) -> collectUnbounded(name, child, unbounded));
    }

    private static void collectUnexplained(String path, JsonNode schema, List<String> unexplained) {
        children(path, schema).forEach((name, child) -> {
            if (!child.has("description") && !name.endsWith("[]")) {
                unexplained.add(name);
            }
            collectUnexplained(name, child, unexplained);
        });
    }

    private static Map<String, JsonNode> children(String path, JsonNode schema) {
        Map<String, JsonNode> children = new TreeMap<>();
        schema.path("properties")
                .properties()
                .forEach(property -> children.put(path + "." + property.getKey(), property.getValue()));
        if (schema.has("items")) {
            children.put(path + "[]", schema.get("items"));
        }
        if (schema.has("additionalProperties")) {
            children.put(path + ".*[]", schema.get("additionalProperties"));
        }
        return children;
    }
}
