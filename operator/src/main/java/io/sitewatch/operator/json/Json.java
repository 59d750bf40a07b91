package io.sitewatch.operator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Manifests as JSON trees: the one form in which they are compared, printed and applied. */
public final class Json {
    private static final ObjectMapper MAPPER = clientMapper();

    private Json() {}

    /** The client's own way of reading and writing its types. */
    private static ObjectMapper clientMapper() {
        ObjectMapper mapper = new ObjectMapper();
        KubernetesSerialization configured = new KubernetesSerialization(mapper, false);
        configured.clone("");
        return mapper;
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static <T> T as(Class<T> type, Object value) {
        return MAPPER.convertValue(value, type);
    }

    public static GenericKubernetesResource manifest(JsonNode tree) {
        return as(GenericKubernetesResource.class, tree);
    }
}
