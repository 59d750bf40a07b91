package io.sitewatch.instruments;

import io.sitewatch.readings.InstrumentType;

/**
 * One simulated instrument; everything but its reading stays the same for good.
 *
 * @param boreholeNumber {@code BH-1} to {@code BH-9998}, once per type
 * @param surfaceLevel metres above the site's datum, 75 to 120
 * @param northing metres, 5810000 to 5815999
 * @param easting metres, 316045 to 324999
 */
record Instrument(InstrumentType type, String boreholeNumber, double surfaceLevel, int northing, int easting) {

    /** Draws that belong to this instrument alone. */
    Draws draws(long seed) {
        return Draws.of(seed).with(type.label()).with(boreholeNumber);
    }
}
