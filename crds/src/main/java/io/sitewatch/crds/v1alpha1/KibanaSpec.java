package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;

/** Kibana of a site. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class KibanaSpec {
    @JsonPropertyDescription("false: no Kibana")
    @Default("true")
    private Boolean enabled;

    @JsonPropertyDescription("Instances")
    @Default("1")
    @Min(1)
    @Max(9)
    private Integer replicas;

    @JsonPropertyDescription("What its container asks for and may use")
    @Nullable
    private Resources resources;

    public Boolean getEnabled() {
        return enabled;
    }

    public void setEnabled(Boolean enabled) {
        this.enabled = enabled;
    }

    public Integer getReplicas() {
        return replicas;
    }

    public void setReplicas(Integer replicas) {
        this.replicas = replicas;
    }

    public Resources getResources() {
        return resources;
    }

    public void setResources(Resources resources) {
        this.resources = resources;
    }
}
