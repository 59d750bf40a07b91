package io.sitewatch.local.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Durations as kubectl writes ages: {@code 12s}, {@code 3m20s}, {@code 2h5m}, {@code 4d}. */
public final class Ages {
    private Ages() {}

    /** How long ago that timestamp was, {@code -} for one that is absent or no ISO-8601 instant. */
    public static String since(String timestamp, Instant now) {
        if (timestamp == null || timestamp.isEmpty()) {
            return "-";
        }
        try {
            return of(Duration.between(Instant.parse(timestamp), now));
        } catch (DateTimeParseException e) {
            return "-";
        }
    }

    /** The two largest units that say something. */
    public static String of(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return parts(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return parts(seconds / 3600, "h", seconds / 60 % 60, "m");
        }
        return parts(seconds / 86_400, "d", seconds / 3600 % 24, "h");
    }

    private static String parts(long major, String majorUnit, long minor, String minorUnit) {
        return major + majorUnit + (minor == 0 ? "" : minor + minorUnit);
    }
}
