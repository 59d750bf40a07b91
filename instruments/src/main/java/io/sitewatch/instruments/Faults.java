package io.sitewatch.instruments;

import io.sitewatch.readings.Durations;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which faults to make, and how often. As text: {@code nulls=0.01,slow=0.1:20s,cut-json}, each a name, a rate from 0 to 1
 * (absent: the scope's own) and for some a span.
 */
final class Faults {
    private static final String NONE = "none";

    /** A fault's rate, and its span or null. */
    record Setting(double rate, Duration span) {}

    private final Map<Fault, Setting> settings;

    private Faults(Map<Fault, Setting> settings) {
        this.settings = settings;
    }

    static Faults none() {
        return new Faults(Map.of());
    }

    /**
     * The faults that the text asks for; {@code none} and empty text ask for none.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what would be right
     */
    static Faults parse(String text) {
        if (text.trim().equals(NONE)) {
            return none();
        }
        Map<Fault, Setting> settings = new EnumMap<>(Fault.class);
        for (String part : text.split("[,\\s]+")) {
            if (!part.isEmpty()) {
                String[] sides = part.split("=", 2);
                Fault fault = Fault.ofLabel(sides[0])
                        .orElseThrow(() -> new IllegalArgumentException(
                                "unknown fault \"" + sides[0] + "\": known are " + Fault.labels()));
                settings.put(fault, setting(fault, sides.length == 2 ? sides[1] : ""));
            }
        }
        return new Faults(settings);
    }

    /** Never, for a fault that is not asked for. */
    double rate(Fault fault) {
        Setting setting = settings.get(fault);
        return setting == null ? 0 : setting.rate();
    }

    /** How long or how far; only for a fault that has a span. */
    Duration span(Fault fault) {
        Setting setting = settings.get(fault);
        return setting == null ? fault.span().orElseThrow() : setting.span();
    }

    /** As text that {@link #parse} takes. */
    @Override
    public String toString() {
        return settings.isEmpty()
                ? NONE
                : settings.entrySet().stream()
                        .map(entry ->
                                entry.getKey().label() + "=" + entry.getValue().rate())
                        .collect(Collectors.joining(","));
    }

    private static Setting setting(Fault fault, String text) {
        String[] sides = text.split(":", 2);
        double rate = sides[0].isEmpty() ? fault.scope().rate() : rate(fault, sides[0]);
        if (sides.length == 1) {
            return new Setting(rate, fault.span().orElse(null));
        }
        if (fault.span().isEmpty()) {
            throw new IllegalArgumentException("the fault " + fault.label() + " takes no span (\"" + sides[1]
                    + "\"): write " + fault.label() + "=" + rate);
        }
        try {
            return new Setting(rate, Durations.parse(sides[1]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the span of the fault " + fault.label() + ": " + e.getMessage(), e);
        }
    }

    private static double rate(Fault fault, String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate >= 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // No number is as wrong as one out of range, and the same words mend it.
        }
        throw new IllegalArgumentException("the rate of the fault " + fault.label() + " is \"" + text
                + "\": write a number from 0 to 1, such as " + fault.label() + "=0.05");
    }
}
