package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a dashboard that a person changed. */
public enum ManageDashboards {
    /** It stays as the person left it. */
    @JsonProperty("IfUnchanged")
    IF_UNCHANGED,
    /** It is put back to what the manifest says. */
    @JsonProperty("Always")
    ALWAYS
}
