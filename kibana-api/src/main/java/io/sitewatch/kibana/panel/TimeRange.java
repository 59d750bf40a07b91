package io.sitewatch.kibana.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From when to when a dashboard looks. */
public record TimeRange(Instant from, Instant to) {
    private static final Pattern RELATIVE = Pattern.compile("now-([0-9]+)([smhdw])");

    /** The range that a dashboard's {@code time_range} says: {@code now}, {@code now-24h}, or an instant. */
    public static TimeRange of(String from, String to, Instant now) {
        return new TimeRange(read(from, now), read(to, now));
    }

    /** The end of the range, as long as that: {@code 15m}. */
    TimeRange last(String length) {
        return new TimeRange(read("now-" + length, to), to);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    private static Instant read(String text, Instant now) {
        if (text.equals("now")) {
            return now;
        }
        Matcher relative = RELATIVE.matcher(text);
        if (!relative.matches()) {
            return Instant.parse(text);
        }
        long amount = Long.parseLong(relative.group(1));
        return now.minus(
                switch (relative.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    case "d" -> Duration.ofDays(amount);
                    default -> Duration.ofDays(7 * amount);
                });
    }
}
