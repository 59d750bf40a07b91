package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Nullable;

/** Requests and limits of a container. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Resources {
    @JsonPropertyDescription("What is set aside for it")
    @Nullable
    private ResourceAmounts requests;

    @JsonPropertyDescription("What it may not go beyond")
    @Nullable
    private ResourceAmounts limits;

    public ResourceAmounts getRequests() {
        return requests;
    }

    public void setRequests(ResourceAmounts requests) {
        this.requests = requests;
    }

    public ResourceAmounts getLimits() {
        return limits;
    }

    public void setLimits(ResourceAmounts limits) {
        this.limits = limits;
    }
}
