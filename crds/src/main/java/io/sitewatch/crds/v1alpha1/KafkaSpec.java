package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** The log. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.managed) != has(self.external)",
        messageExpression =
                "'has ' + (has(self.managed) ? 'both managed and external: remove one of them' : 'neither managed nor external: add one of them, for example managed: {}')")
public class KafkaSpec {
    @JsonPropertyDescription("A cluster of the site's own, run by Strimzi")
    private ManagedKafka managed;

    @JsonPropertyDescription("A cluster that exists")
    private ExternalKafka external;

    public ManagedKafka getManaged() {
        return managed;
    }

    public void setManaged(ManagedKafka managed) {
        this.managed = managed;
    }

    public ExternalKafka getExternal() {
        return external;
    }

    public void setExternal(ExternalKafka external) {
        this.external = external;
    }
}
