package io.sitewatch.instruments;

import java.time.Duration;
import java.time.Instant;

/**
 * What an instrument reads at a time: a level of its own, slow drift over weeks and days, the works over minutes, the
 * tide (or the day's warmth), and the logger's noise. A pure function of seed, instrument and time, so a restart goes on
 * with the same walk and a reading of last week can be asked for today.
 *
 * <p>The shares of the range that each part may take add up to less than the margin that the level keeps from the ends:
 * a walk never leaves its range and is never clipped.
 */
final class Walk {
    private static final double MARGIN = 0.30;
    private static final double WEEKS = 0.17;
    private static final double DAYS = 0.05;
    private static final double MINUTES = 0.04;
    private static final double TIDE = 0.03;
    private static final double NOISE = 0.005;

    private static final double MONTH_MS = Duration.ofDays(30).toMillis();
    private static final double TWO_DAYS_MS = Duration.ofDays(2).toMillis();
    private static final double TWENTY_MINUTES_MS = Duration.ofMinutes(20).toMillis();
    /** The principal lunar semidiurnal tide. */
    private static final double LUNAR_MS = Duration.ofSeconds(44_714).toMillis();

    private static final double DAY_MS = Duration.ofDays(1).toMillis();

    private final long seed;

    Walk(long seed) {
        this.seed = seed;
    }

    /** The reading in the units of the instrument's type, two decimals. */
    double reading(Instrument instrument, Instant time) {
        Draws draws = instrument.draws(seed);
        long millis = time.toEpochMilli();
        double share = draws.with("level").between(MARGIN, 1 - MARGIN)
                + WEEKS * smooth(draws.with("weeks"), millis / MONTH_MS)
                + DAYS * smooth(draws.with("days"), millis / TWO_DAYS_MS)
                + MINUTES * smooth(draws.with("minutes"), millis / TWENTY_MINUTES_MS)
                + TIDE * tide(instrument, draws, millis)
                + NOISE * draws.with("noise").with(millis).between(-1, 1);
        return Rounding.twoDecimals(Range.of(instrument).at(share));
    }

    private static double tide(Instrument instrument, Draws draws, long millis) {
        boolean tidal = Range.tidal(instrument.type());
        double turns = millis / (tidal ? LUNAR_MS : DAY_MS);
        // The sea comes to all standpipes at about the same time; how much of it comes is each one's own.
        double lag = draws.with("lag").between(0, 0.1);
        return draws.with("tide").unit() * Math.sin(2 * Math.PI * (turns - lag));
    }

    /** Value noise in [-1, 1]: drawn at whole x, eased between them. */
    private static double smooth(Draws draws, double x) {
        long before = (long) Math.floor(x);
        double part = x - before;
        double eased = part * part * (3 - 2 * part);
        double from = draws.with(before).between(-1, 1);
        double to = draws.with(before + 1).between(-1, 1);
        return from + eased * (to - from);
    }
}
