package io.sitewatch.crds.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The reference for people, {@code docs/crd.md}, is made from the committed CRD and says the same. */
class ReferenceDocTest {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Path CRD = Path.of(System.getProperty("crd.committed", "monitoringsites.sitewatch.io.yaml"));
    private static final Path DEFAULTS =
            Path.of(System.getProperty("crd.defaults", "src/main/resources/io/sitewatch/crds/defaults.yaml"));
    private static final Path DOC =
            CRD.toAbsolutePath().getParent().resolve("../docs/crd.md").normalize();

    private final StringBuilder text = new StringBuilder();

    @Test
    void theReferenceIsTheOneOfTheCrd() throws IOException {
        JsonNode schema = YAML.readTree(CRD.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties");
        JsonNode defaults = YAML.readTree(DEFAULTS.toFile()).at("/properties/spec");
        text.append("""
                # MonitoringSite, `sitewatch.io/v1alpha1`

                Made from the definition in `crds/` by `./mvnw -pl crds test -Dcrd.regenerate=true`; the same texts come from
                `kubectl explain monitoringsite.spec --recursive`. Short names: `msite`, `msites`. A field in **bold** has to
                be there. Manifests that work as they stand are in [`examples/`](../examples).

                """);
        object("spec", schema.path("spec"), defaults);
        object("status", schema.path("status"), YAML.missingNode());
        String reference = text.toString();
        if (Boolean.getBoolean("crd.regenerate")) {
            Files.writeString(DOC, reference);
        }
        assertThat(DOC)
                .as(
                        "the CRD changed: write the reference anew with `mvn -pl crds test -Dcrd.regenerate=true` and commit it")
                .content()
                .isEqualTo(reference);
    }

    private void object(String path, JsonNode schema, JsonNode defaults) {
        text.append("## `").append(path).append("`\n\n");
        if (schema.has("description")) {
            text.append(cell(schema.path("description").asText())).append(".\n\n");
        }
        List<String> rules = messages(schema);
        rules.forEach(rule -> text.append("- ").append(rule).append('\n'));
        if (!rules.isEmpty()) {
            text.append('\n');
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        text.append("| field | type | default | |\n|---|---|---|---|\n");
        List<Runnable> below = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode field = property.getValue();
            JsonNode own = defaults.path("properties").path(name);
            boolean bold = required.contains(name);
            text.append("| ")
                    .append(bold ? "**" : "")
                    .append('`')
                    .append(name)
                    .append('`')
                    .append(bold ? "**" : "")
                    .append(" | ")
                    .append(type(path + "." + name, field))
                    .append(" | ")
                    .append(defaultOf(field, own))
                    .append(" | ")
                    .append(sentence(field))
                    .append(" |\n");
            JsonNode inner = inner(field);
            if (!inner.path("properties").isEmpty()) {
                String section = path + "." + name + (field.has("items") ? "[]" : "");
                below.add(() -> object(section, inner, field.has("items") ? own.path("items") : own));
            }
        });
        text.append('\n');
        below.forEach(Runnable::run);
    }

    private static JsonNode inner(JsonNode field) {
        return field.has("items") ? field.path("items") : field;
    }

    private static String type(String path, JsonNode field) {
        if (field.has("items")) {
            return "list of " + type(path + "[]", field.path("items"));
        }
        if (!field.path("properties").isEmpty()) {
            return "[object](#" + path.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "") + ")";
        }
        if (field.has("additionalProperties")) {
            return "map of " + type(path, field.path("additionalProperties"));
        }
        if (field.has("enum")) {
            return StreamSupport.stream(field.path("enum").spliterator(), false)
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return field.path("type").asText("any");
    }

    private static String defaultOf(JsonNode field, JsonNode defaults) {
        JsonNode value = field.has("default") ? field.path("default") : defaults.path("default");
        return value.isMissingNode() || value.toString().equals("{}")
                ? ""
                : "`" + cell(value.toString().replace("\"", "")) + "`";
    }

    private static String sentence(JsonNode field) {
        List<String> words = new ArrayList<>();
        if (field.has("description")) {
            words.add(cell(field.path("description").asText()));
        }
        String range = range(field);
        if (!range.isEmpty()) {
            words.add(range);
        }
        if (field.path("properties").isEmpty()) {
            words.addAll(messages(field));
        }
        return String.join(". ", words);
    }

    private static String range(JsonNode field) {
        if (field.has("minimum") && field.has("maximum")) {
            return number(field.path("minimum")) + " to " + number(field.path("maximum"));
        }
        return field.has("minimum") ? "At least " + number(field.path("minimum")) : "";
    }

    private static String number(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    /** What the API server says of those who do not keep to the rules; where it works that out, the description tells. */
    private static List<String> messages(JsonNode schema) {
        List<String> messages = new ArrayList<>();
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            if (rule.has("message")) {
                messages.add(cell(rule.path("message").asText()));
            }
        }
        return messages;
    }

    /** Text that stays in its cell of a table. */
    private static String cell(String words) {
        return words.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").strip();
    }
}
