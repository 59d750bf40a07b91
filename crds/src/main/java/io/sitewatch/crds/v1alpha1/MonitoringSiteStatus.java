package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** How far the operator and the pipeline of the site have come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class MonitoringSiteStatus {
    @JsonPropertyDescription("The generation of the spec that the rest of this status is about")
    private Long observedGeneration;

    @JsonPropertyDescription("The state of the site in one word, for people")
    private SitePhase phase;

    @JsonPropertyDescription("The state of each part, for machines")
    private List<Condition> conditions;

    @JsonPropertyDescription("Where the parts are reached")
    private SiteEndpoints endpoints;

    @JsonPropertyDescription("How far the stream has come")
    private StreamStatus stream;

    public Long getObservedGeneration() {
        return observedGeneration;
    }

    public void setObservedGeneration(Long observedGeneration) {
        this.observedGeneration = observedGeneration;
    }

    public SitePhase getPhase() {
        return phase;
    }

    public void setPhase(SitePhase phase) {
        this.phase = phase;
    }

    public List<Condition> getConditions() {
        return conditions;
    }

    public void setConditions(List<Condition> conditions) {
        this.conditions = conditions;
    }

    public SiteEndpoints getEndpoints() {
        return endpoints;
    }

    public void setEndpoints(SiteEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    public StreamStatus getStream() {
        return stream;
    }

    public void setStream(StreamStatus stream) {
        this.stream = stream;
    }
}
