package io.sitewatch.instruments;

import io.sitewatch.readings.InstrumentType;

/** Where the readings of an instrument stay, in the units of its type. */
record Range(double min, double max) {

    /** The range of the instruments API that this one stands for; a standpipe's is about its surface level. */
    static Range of(Instrument instrument) {
        return switch (instrument.type()) {
            case WATER_STANDPIPE -> new Range(instrument.surfaceLevel() - 10, instrument.surfaceLevel() + 2);
            case PIEZOMETER -> new Range(20, 200);
            case SETTLEMENT_MARKER, EXTENSOMETER, STRAIN_GAUGE -> new Range(-30, 30);
        };
    }

    double width() {
        return max - min;
    }

    double at(double share) {
        return min + share * width();
    }

    /** Whether readings of that type follow the sea; the others follow the sun. */
    static boolean tidal(InstrumentType type) {
        return type == InstrumentType.WATER_STANDPIPE || type == InstrumentType.PIEZOMETER;
    }
}
