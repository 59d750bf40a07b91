package io.sitewatch.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a load looks like. Two loads of equal specs are equal byte for byte.
 *
 * @param seed of everything that is drawn by lot
 * @param readings messages on the topic, duplicates and garbage included
 * @param instruments they come from, all types in turn
 * @param start observed time of the first reading
 * @param span observed time that the load covers
 * @param duplicates share of the messages that repeat an earlier reading
 * @param garbage share of the messages that must be rejected, each {@link Fault} in turn
 * @param late share of the true readings that arrive late
 * @param maxDelay of a late reading, from being observed to being in the log
 */
public record LoadSpec(
        long seed,
        int readings,
        int instruments,
        Instant start,
        Duration span,
        double duplicates,
        double garbage,
        double late,
        Duration maxDelay) {

    public LoadSpec {
        require(readings > 0, "readings", readings, "must be positive");
        require(instruments > 0, "instruments", instruments, "must be positive");
        share("duplicates", duplicates);
        share("garbage", garbage);
        share("late", late);
        require(duplicates + garbage < 1, "duplicates + garbage", duplicates + garbage, "must be under 1");
        require(
                maxDelay.compareTo(Duration.ofSeconds(10)) > 0 && maxDelay.compareTo(Duration.ofDays(6)) <= 0,
                "maxDelay",
                maxDelay,
                "must be over 10 s and at most 6 d: later readings are garbage");
        require(
                span.toMillis() >= 2L * readings / instruments,
                "span",
                span,
                "is too short: two readings of one instrument would have the same time");
    }

    /**
     * The usual mix: 5 % duplicates, 2 % garbage, 10 % late by up to six days. Each instrument is read every five
     * seconds, so that a window of ten holds two readings.
     */
    public static LoadSpec usual(long seed, int readings, int instruments, Instant start) {
        long perInstrument = Math.max(1, readings / instruments);
        return new LoadSpec(
                seed,
                readings,
                instruments,
                start,
                Duration.ofSeconds(5 * perInstrument),
                0.05,
                0.02,
                0.10,
                Duration.ofDays(6));
    }

    /**
     * A start that lets the latest reading arrive by now. Stores that keep what they know for so many days, by the clock,
     * would lose it at once in a log that is older than that.
     */
    public static Instant justOver(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(7));
    }

    /** The same, spread over another time. */
    public LoadSpec spread(Duration newSpan) {
        return new LoadSpec(seed, readings, instruments, start, newSpan, duplicates, garbage, late, maxDelay);
    }

    private static void share(String field, double value) {
        require(value >= 0 && value < 1, field, value, "must be from 0 to under 1");
    }

    private static void require(boolean holds, String field, Object value, String mend) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + value + ": it " + mend);
        }
    }
}
