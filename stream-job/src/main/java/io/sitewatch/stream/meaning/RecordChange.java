package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;

/**
 * A record that is new or corrected, whole.
 *
 * @param windowStart microseconds since 1970, as {@code windowEnd} and {@code ts}
 * @param surfaceLevel NaN when no reading of the window has one, as {@code northing} and {@code easting}
 * @param updatedAt arrival of its last reading, milliseconds since 1970
 * @param isFirst whether there was no record of that window before
 */
public record RecordChange(
        InstrumentKey key,
        long windowStart,
        long windowEnd,
        double surfaceLevel,
        double northing,
        double easting,
        double reading,
        long ts,
        String units,
        int samples,
        double readingMin,
        double readingMax,
        Level level,
        long revision,
        long updatedAt,
        boolean isFirst) {}
