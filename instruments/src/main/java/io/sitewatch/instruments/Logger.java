package io.sitewatch.instruments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Samples an instrument once a second and hands out the newest sample, some seconds later: each logger has its own clock
 * phase and its own way to the office. Asked twice within a second it hands out the same reading, as a real one does.
 */
final class Logger {
    static final Duration PERIOD = Duration.ofSeconds(1);
    static final Duration LONGEST_WAY = Duration.ofSeconds(5);

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final long seed;
    private final Walk walk;

    Logger(long seed) {
        this.seed = seed;
        this.walk = new Walk(seed);
    }

    /** When the sample that is the newest one at that time was taken. */
    Instant newest(Instrument instrument, Instant now) {
        Draws draws = instrument.draws(seed);
        long phase = draws.with("phase").below((int) PERIOD.toMillis());
        long way = draws.with("way").below((int) LONGEST_WAY.toMillis());
        long arrived = now.toEpochMilli() - way;
        return Instant.ofEpochMilli(Math.floorDiv(arrived - phase, PERIOD.toMillis()) * PERIOD.toMillis() + phase);
    }

    /** The item of the wire format for what the instrument read at that time. */
    ObjectNode item(Instrument instrument, Instant time) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("borehole_number", instrument.boreholeNumber())
                .put("instrument", instrument.type().label())
                .put("surface_level", instrument.surfaceLevel())
                .put("northing", instrument.northing())
                .put("easting", instrument.easting())
                .put("reading", walk.reading(instrument, time))
                .put("timestamp", timestamp(time));
    }

    /** UTC with milliseconds, all three digits. */
    static String timestamp(Instant time) {
        return TIMESTAMP.format(time);
    }
}
