package io.sitewatch.operator.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Manifests as JSON trees: the one form in which they are compared, printed and applied. */
public final class Json {
    private static final ObjectMapper READER = clientMapper();

    /**
     * Writes the same: what the client adds for fields that are of no type of its own, it looks for by reflection at each field
     * of each object, and nothing of ours has any.
     */
    private static final ObjectMapper WRITER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    private Json() {}

    /** The client's own way of reading and writing its types. */
    private static ObjectMapper clientMapper() {
        ObjectMapper mapper = new ObjectMapper();
        KubernetesSerialization configured = new KubernetesSerialization(mapper, false);
        configured.clone("");
        return mapper;
    }

    public static JsonNode tree(Object value) {
        return WRITER.valueToTree(value);
    }

    public static <T> T as(Class<T> type, Object value) {
        return READER.convertValue(value, type);
    }

    /** The same of a tree, which takes no copy of it. */
    public static <T> T as(Class<T> type, JsonNode tree) {
        try {
            return READER.treeToValue(tree, type);
        } catch (JsonProcessingException other) {
            throw new IllegalArgumentException(other.getMessage(), other);
        }
    }

    /** The fields of a tree, as the client keeps those that it has no type for. */
    public static Map<String, Object> properties(JsonNode tree) {
        return READER.convertValue(tree, PROPERTIES);
    }

    /** A tree of its text. */
    public static JsonNode read(byte[] text) {
        try {
            return WRITER.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text of a value. */
    public static byte[] write(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public static GenericKubernetesResource manifest(JsonNode tree) {
        return as(GenericKubernetesResource.class, tree);
    }
}
