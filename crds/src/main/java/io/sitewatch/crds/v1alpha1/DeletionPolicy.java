package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the data of a deleted site. */
public enum DeletionPolicy {
    /** Topics, databases, indices and volumes stay. */
    @JsonProperty("Retain")
    RETAIN,
    /** Nothing stays. */
    @JsonProperty("Delete")
    DELETE
}
