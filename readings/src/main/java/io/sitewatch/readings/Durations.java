package io.sitewatch.readings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The durations of manifests and environment: one whole number and one unit of ms, s, m, h, d. */
public final class Durations {
    /** What a manifest may say; the CRD's rule is the same expression. */
    public static final String PATTERN = "^[1-9][0-9]*(ms|s|m|h|d)$";

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]*)(ms|s|m|h|d)");

    private Durations() {}

    /**
     * The duration that the text says.
     *
     * @throws IllegalArgumentException naming the text and the form it should have
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no duration: write a positive number and a unit, such as 500ms, 10s, 5m, 1h or 7d");
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
