package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How clients prove who they are. */
public enum SaslMechanism {
    @JsonProperty("PLAIN")
    PLAIN,
    @JsonProperty("SCRAM-SHA-256")
    SCRAM_SHA_256,
    @JsonProperty("SCRAM-SHA-512")
    SCRAM_SHA_512
}
