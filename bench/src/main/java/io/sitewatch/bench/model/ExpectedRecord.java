package io.sitewatch.bench.model;

/**
 * The row of {@code record} that must stand in the end. {@code revision} is left out: the contestants have none.
 *
 * @param reading the mean
 * @param ts observed time of the last reading, milliseconds since the epoch; its place and units are the record's
 * @param updatedAt arrival of the last reading that counted, milliseconds since the epoch
 */
public record ExpectedRecord(
        double surfaceLevel,
        double northing,
        double easting,
        double reading,
        long ts,
        String units,
        long samples,
        double min,
        double max,
        long updatedAt) {}
