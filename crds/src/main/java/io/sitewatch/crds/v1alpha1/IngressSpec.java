package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An address outside of the cluster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class IngressSpec {
    @JsonPropertyDescription("Host name")
    @Required
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String host;

    @JsonPropertyDescription("IngressClass; absent: the default one of the cluster")
    @Size(min = 1, max = 253)
    private String className;

    @JsonPropertyDescription(
            "Name of a Secret of type kubernetes.io/tls in the namespace of the site; absent: plain HTTP")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String tlsSecret;

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public String getClassName() {
        return className;
    }

    public void setClassName(String className) {
        this.className = className;
    }

    public String getTlsSecret() {
        return tlsSecret;
    }

    public void setTlsSecret(String tlsSecret) {
        this.tlsSecret = tlsSecret;
    }
}
