package io.sitewatch.batchview.api;

import io.sitewatch.batchview.site.InstrumentKey;
import io.sitewatch.batchview.site.SiteTimes;
import io.sitewatch.batchview.store.Records.Selection;
import io.sitewatch.readings.InstrumentType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a request asks for, checked: each refusal names the parameter, what it held and what it may hold. */
@Singleton
public class Asked {
    private static final int LONGEST_NAME = 200;

    private final SiteTimes times;

    public Asked(SiteTimes times) {
        this.times = times;
    }

    /** An instrument out of its two names. */
    public InstrumentKey instrument(String type, String borehole) {
        return new InstrumentKey(type(type), name("borehole", borehole));
    }

    /** {@code piezometer/BH-7}. */
    public InstrumentKey instrument(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new BadRequest("series", "series: \"" + text + "\" is no instrument: write piezometer/BH-7");
        }
        return instrument(text.substring(0, slash), text.substring(slash + 1));
    }

    private static InstrumentType type(String label) {
        return InstrumentType.ofLabel(label)
                .orElseThrow(() -> new BadRequest(
                        "instrument",
                        "instrument: \"" + label + "\" is no type; the types are " + InstrumentType.labels()));
    }

    private static String name(String field, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw new BadRequest(field, field + ": a name has 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    /** A stretch of time; without an end it ends now, without a start it is {@code otherwise} long. */
    public Span span(String from, String to, Duration otherwise) {
        Instant end = to == null || to.isEmpty() ? times.now() : time("to", to);
        Instant start = from == null || from.isEmpty() ? end.minus(otherwise) : time("from", from);
        if (!start.isBefore(end)) {
            throw new BadRequest("from", "from: " + start + " is not before to: " + end + "; swap them");
        }
        return new Span(start, end);
    }

    /** A time, or nothing. */
    public Optional<Instant> time(String field, Optional<String> text) {
        return text.filter(given -> !given.isEmpty()).map(given -> time(field, given));
    }

    private Instant time(String field, String text) {
        try {
            Instant time = times.parse(field, text);
            if (time.isBefore(Instant.parse("1900-01-01T00:00:00Z"))
                    || time.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
                throw new BadRequest(field, field + ": " + text + " is outside 1900 to 2200");
            }
            return time;
        } catch (IllegalArgumentException e) {
            throw new BadRequest(field, e.getMessage());
        }
    }

    /** A whole number within bounds, both included, as a query has it. */
    public int number(String field, String text, int least, int most) {
        try {
            return number(field, Integer.parseInt(text), least, most);
        } catch (NumberFormatException e) {
            throw new BadRequest(field, field + ": \"" + text + "\" is no whole number from " + least + " to " + most);
        }
    }

    /** A number within bounds, both included. */
    public int number(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadRequest(field, field + ": " + value + " is outside " + least + " to " + most);
        }
        return value;
    }

    /** Records by type, borehole and time; no name means all. */
    public Selection selection(List<String> types, List<String> boreholes, Span span) {
        types.forEach(Asked::type);
        boreholes.forEach(borehole -> name("borehole", borehole));
        number("borehole", boreholes.size(), 0, 2000);
        return new Selection(List.copyOf(types), List.copyOf(boreholes), span.from(), span.to());
    }

    /** {@code from} is included, {@code to} is not. */
    public record Span(Instant from, Instant to) {}
}
