package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.site.Counters;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A counter that every site is to reach, after which {@code up} ends: {@code records=2000}. */
public record Goal(Counter counter, long count) {
    private static final Pattern FORM = Pattern.compile("([a-z]+)=([0-9]{1,18})");

    /** The counters that may be waited for. */
    public enum Counter {
        RECEIVED(Counters::received),
        AVERAGED(Counters::averaged),
        DUPLICATE(Counters::duplicate),
        REJECTED(Counters::rejected),
        RECORDS(Counters::records),
        ALERTS(Counters::alerts);

        private final ToLongFunction<Counters> value;

        Counter(ToLongFunction<Counters> value) {
            this.value = value;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The goal that the text says.
     *
     * @throws IllegalArgumentException saying what to write
     */
    public static Goal parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            for (Counter counter : Counter.values()) {
                if (counter.label().equals(form.group(1))) {
                    return new Goal(counter, Long.parseLong(form.group(2)));
                }
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is no goal: write a counter and a number, such as"
                + " records=2000; the counters are received, averaged, duplicate, rejected, records and alerts");
    }

    public boolean reached(Counters counters) {
        return counter.value.applyAsLong(counters) >= count;
    }

    @Override
    public String toString() {
        return counter.label() + "=" + count;
    }
}
