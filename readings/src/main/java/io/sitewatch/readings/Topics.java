package io.sitewatch.readings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The Kafka topics of a site. Each site has a log of its own (or a prefix of its own on a shared one). */
public final class Topics {
    /** What comes in: one record per reading, or whole snapshots. It is the log that every view is derived from. */
    public static final String MONITORING = "monitoring";
    /** One message per change of level, and per instrument that goes stale or comes back. */
    public static final String ALERTS = "alerts";
    /** What could not be used: the reason, where it came from, and the original. */
    public static final String REJECTED = "rejected";

    /**
     * Header of a record: its version across replays, a decimal number. Of two messages for one window the higher one
     * holds; the view that Elasticsearch has gives its documents the same.
     */
    public static final String VERSION_HEADER = "version";

    private Topics() {}

    /** The topics that the stream job writes records to, one a type. */
    public static List<String> records() {
        return Arrays.stream(InstrumentType.values()).map(InstrumentType::topic).toList();
    }

    /** Every topic of a site, the input first. */
    public static List<String> all() {
        return Stream.of(Stream.of(MONITORING), records().stream(), Stream.of(ALERTS, REJECTED))
                .flatMap(topics -> topics)
                .toList();
    }
}
