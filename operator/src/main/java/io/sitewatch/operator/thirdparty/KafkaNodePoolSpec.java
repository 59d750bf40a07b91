package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/** {@code kafka.strimzi.io/v1} KafkaNodePool. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaNodePoolSpec(int replicas, List<String> roles, Storage storage, ResourceRequirements resources) {

    public record Storage(String type, List<Volume> volumes) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Volume(
            int id,
            String type,
            String size,
            @JsonProperty("class") String storageClass,
            boolean deleteClaim,
            String kraftMetadata) {}
}
