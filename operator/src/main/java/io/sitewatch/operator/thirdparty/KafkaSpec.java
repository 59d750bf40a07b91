package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.Map;

/** {@code kafka.strimzi.io/v1} Kafka. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaSpec(Cluster kafka, EntityOperator entityOperator) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cluster(
            String version,
            List<Listener> listeners,
            Typed authorization,
            Map<String, Object> config,
            PodTemplate template) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Listener(String name, int port, String type, boolean tls, Typed authentication) {}

    /** An object whose {@code type} says what it is. */
    public record Typed(String type) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EntityOperator(
            Map<String, Object> topicOperator, Map<String, Object> userOperator, Template template) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Template(
            Pod pod,
            @JsonProperty("topicOperatorContainer") Container topicOperator,
            @JsonProperty("userOperatorContainer") Container userOperator) {}

    /** The templates of the pods of brokers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PodTemplate(Pod pod, Container kafkaContainer) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pod(PodSecurityContext securityContext) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Container(SecurityContext securityContext, List<EnvVar> env) {}
}
