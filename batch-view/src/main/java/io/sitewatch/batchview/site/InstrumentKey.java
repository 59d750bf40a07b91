package io.sitewatch.batchview.site;

import io.sitewatch.readings.InstrumentType;
import java.util.Objects;

/** An instrument is a type at a borehole: the same borehole may hold several. */
public record InstrumentKey(InstrumentType type, String borehole) {
    public InstrumentKey {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(borehole, "borehole");
    }
}
