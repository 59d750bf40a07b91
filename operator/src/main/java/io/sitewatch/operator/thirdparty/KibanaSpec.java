package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** {@code kibana.k8s.elastic.co/v1} Kibana. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KibanaSpec(String version, int count, Reference elasticsearchRef, PodTemplateSpec podTemplate) {

    public record Reference(String name) {}
}
