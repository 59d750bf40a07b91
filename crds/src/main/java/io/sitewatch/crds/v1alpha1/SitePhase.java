package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The state of a site in one word. */
public enum SitePhase {
    /** Nothing is rendered yet. */
    @JsonProperty("Pending")
    PENDING,
    /** Its parts are being made. */
    @JsonProperty("Provisioning")
    PROVISIONING,
    /** Every part is ready. */
    @JsonProperty("Running")
    RUNNING,
    /** A part that was ready is not. */
    @JsonProperty("Degraded")
    DEGRADED,
    /** Stopped on request. */
    @JsonProperty("Suspended")
    SUSPENDED,
    /** It cannot go on without a person: the Ready condition says what to do. */
    @JsonProperty("Blocked")
    BLOCKED,
    /** It is being deleted. */
    @JsonProperty("Deleting")
    DELETING
}
