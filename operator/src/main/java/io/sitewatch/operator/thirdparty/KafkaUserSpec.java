package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** {@code kafka.strimzi.io/v1} KafkaUser. */
public record KafkaUserSpec(Authentication authentication, Authorization authorization) {

    public record Authentication(String type) {}

    public record Authorization(String type, List<Acl> acls) {}

    public record Acl(Resource resource, List<String> operations) {}

    /** {@code patternType} is literal or prefix; the cluster has neither it nor a name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resource(String type, String name, String patternType) {}
}
