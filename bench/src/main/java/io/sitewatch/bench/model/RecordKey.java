package io.sitewatch.bench.model;

import io.sitewatch.readings.InstrumentType;

/**
 * What makes a record one: the instrument and its window.
 *
 * @param windowStart milliseconds since the epoch
 */
public record RecordKey(InstrumentType instrument, String borehole, long windowStart) {}
