package io.sitewatch.instruments;

/** The instruments API reads to two decimals. */
final class Rounding {
    private Rounding() {}

    static double twoDecimals(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
