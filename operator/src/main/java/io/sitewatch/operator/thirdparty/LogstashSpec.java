package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;

/** {@code logstash.k8s.elastic.co/v1alpha1} Logstash. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogstashSpec(
        String version,
        int count,
        List<Reference> elasticsearchRefs,
        Map<String, Object> config,
        List<Pipeline> pipelines,
        PodTemplateSpec podTemplate) {

    /** The environment of the pipeline names the cluster {@code clusterName}, in capitals. */
    public record Reference(String name, String clusterName) {}

    public record Pipeline(
            @JsonProperty("pipeline.id") String id,
            @JsonProperty("config.string") String config) {}
}
