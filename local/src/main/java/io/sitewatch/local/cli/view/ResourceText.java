package io.sitewatch.local.cli.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.sitewatch.local.cli.console.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Resources as YAML, JSON or names. */
public final class ResourceText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private ResourceText() {}

    public static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** A {@code v1 List} of them. */
    public static ObjectNode list(ArrayNode items) {
        ObjectNode list = JSON.createObjectNode();
        list.put("apiVersion", "v1").put("kind", "List");
        list.set("items", items);
        return list;
    }

    public static String yaml(JsonNode node) {
        return write(YAML, withoutBookkeeping(node));
    }

    public static String json(JsonNode node) {
        return write(JSON, withoutBookkeeping(node));
    }

    /** {@code kind.group/name}, one a line. */
    public static String names(ArrayNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(ResourceText::name)
                .collect(Collectors.joining("\n"));
    }

    /**
     * The value of one key of a Secret, decoded, or of a ConfigMap.
     *
     * @throws CommandException naming the keys that there are
     */
    public static String key(JsonNode object, String key) {
        JsonNode data = object.path("data");
        if (!data.has(key)) {
            String keys = StreamSupport.stream(((Iterable<String>) data::fieldNames).spliterator(), false)
                    .collect(Collectors.joining(", "));
            throw CommandException.notFound(
                    name(object) + " has no key " + key + (keys.isEmpty() ? "" : "; it has " + keys));
        }
        String value = data.get(key).asText();
        return object.path("kind").asText().equals("Secret")
                ? new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)
                : value;
    }

    private static String name(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        return object.path("kind").asText().toLowerCase(Locale.ROOT)
                + (slash < 0 ? "" : "." + apiVersion.substring(0, slash))
                + "/"
                + object.path("metadata").path("name").asText();
    }

    /** managedFields are longer than the rest and say nothing to people. */
    private static JsonNode withoutBookkeeping(JsonNode node) {
        JsonNode copy = node.deepCopy();
        copy.findParents("managedFields").forEach(parent -> ((ObjectNode) parent).remove("managedFields"));
        return copy;
    }

    private static String write(ObjectMapper mapper, JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}
