package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many nodes may mount a volume at once. */
public enum AccessMode {
    /** One node. */
    @JsonProperty("ReadWriteOnce")
    READ_WRITE_ONCE,
    /** Many nodes. */
    @JsonProperty("ReadWriteMany")
    READ_WRITE_MANY
}
