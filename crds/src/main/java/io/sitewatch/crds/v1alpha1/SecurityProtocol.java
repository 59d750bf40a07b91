package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How clients speak to brokers. */
public enum SecurityProtocol {
    @JsonProperty("PLAINTEXT")
    PLAINTEXT,
    @JsonProperty("SSL")
    SSL,
    @JsonProperty("SASL_PLAINTEXT")
    SASL_PLAINTEXT,
    @JsonProperty("SASL_SSL")
    SASL_SSL
}
