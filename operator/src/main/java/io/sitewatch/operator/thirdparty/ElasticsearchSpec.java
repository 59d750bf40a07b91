package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;

/** {@code elasticsearch.k8s.elastic.co/v1} Elasticsearch. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ElasticsearchSpec(String version, List<NodeSet> nodeSets, Auth auth, String volumeClaimDeletePolicy) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeSet(
            String name,
            int count,
            Map<String, Object> config,
            PodTemplateSpec podTemplate,
            List<PersistentVolumeClaim> volumeClaimTemplates) {}

    public record Auth(List<SecretRef> fileRealm, List<SecretRef> roles) {}

    public record SecretRef(String secretName) {}
}
