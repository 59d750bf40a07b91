package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The types of instrument, as the wire format names them. */
public enum InstrumentKind {
    @JsonProperty("water_standpipe")
    WATER_STANDPIPE,
    @JsonProperty("piezometer")
    PIEZOMETER,
    @JsonProperty("settlement_marker")
    SETTLEMENT_MARKER,
    @JsonProperty("extensometer")
    EXTENSOMETER,
    @JsonProperty("strain_gauge")
    STRAIN_GAUGE
}
