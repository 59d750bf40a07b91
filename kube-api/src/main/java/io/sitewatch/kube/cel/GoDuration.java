package io.sitewatch.kube.cel;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: 1h30m, 500ms. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");

    private GoDuration() {}

    static Duration parse(String text) {
        Matcher parts = PART.matcher(text);
        double nanos = 0;
        int end = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        while (parts.find()) {
            if (parts.start() != end) {
                throw new IllegalArgumentException("no duration: " + text);
            }
            nanos += Double.parseDouble(parts.group(1)) * unit(parts.group(2));
            end = parts.end();
        }
        if (end != text.length() || text.isEmpty()) {
            throw new IllegalArgumentException("no duration: " + text);
        }
        return Duration.ofNanos(Math.round(text.startsWith("-") ? -nanos : nanos));
    }

    private static double unit(String name) {
        return switch (name) {
            case "h" -> 3.6e12;
            case "m" -> 6e10;
            case "s" -> 1e9;
            case "ms" -> 1e6;
            case "ns" -> 1;
            default -> 1e3;
        };
    }
}
