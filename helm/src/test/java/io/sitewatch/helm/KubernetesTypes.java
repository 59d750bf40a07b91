package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;

/** Kubernetes' own types, which know every field that there is and what may be in it. */
final class KubernetesTypes {
    private static final KubernetesSerialization TYPES = new KubernetesSerialization();

    /** The types collect what they do not know; with no such collection, an unknown field is an error that names it. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private KubernetesTypes() {}

    /** @throws IOException for a field that the document's type does not have, or with a value of another type */
    static void check(JsonNode document) throws IOException {
        Class<?> type = TYPES.getRegisteredKubernetesResource(
                document.path("apiVersion").asText(), document.path("kind").asText());
        assertThat(type).as("the type of " + document.path("kind")).isNotNull();
        assertThat(STRICT.treeToValue(document, type)).isInstanceOf(HasMetadata.class);
    }
}
