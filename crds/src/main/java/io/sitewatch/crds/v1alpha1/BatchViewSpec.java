package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;

/** The web page over history. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BatchViewSpec {
    @JsonPropertyDescription("true: the page is served")
    @Default("true")
    private Boolean enabled;

    @JsonPropertyDescription("Instances")
    @Default("1")
    @Min(1)
    @Max(20)
    private Integer replicas;

    @JsonPropertyDescription("Its address outside of the cluster; absent: none")
    private IngressSpec ingress;

    @JsonPropertyDescription("Who may read it; absent: whoever reaches its address, and nobody vouches for a name")
    private OidcSpec oidc;

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

    public IngressSpec getIngress() {
        return ingress;
    }

    public void setIngress(IngressSpec ingress) {
        this.ingress = ingress;
    }

    public OidcSpec getOidc() {
        return oidc;
    }

    public void setOidc(OidcSpec oidc) {
        this.oidc = oidc;
    }

    public Resources getResources() {
        return resources;
    }

    public void setResources(Resources resources) {
        this.resources = resources;
    }
}
