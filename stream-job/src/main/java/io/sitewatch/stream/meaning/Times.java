package io.sitewatch.stream.meaning;

import java.time.Instant;

/** Times as the stream counts them: whole microseconds since 1970, UTC. */
public final class Times {
    private Times() {}

    /** The microseconds of an instant of the years 1 to 9999; what is finer is cut off. */
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    /** The instant of those microseconds. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** ISO-8601 in UTC, as short as the fraction allows: {@code 2022-05-02T08:06:40Z}. */
    public static String text(long micros) {
        return instant(micros).toString();
    }
}
