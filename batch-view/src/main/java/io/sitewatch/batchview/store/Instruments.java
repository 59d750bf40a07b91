package io.sitewatch.batchview.store;

import io.sitewatch.batchview.site.InstrumentKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The instruments of the site by their last record. */
@Singleton
public class Instruments {
    private static final String LATEST = "SELECT * FROM v_latest";
    private static final String ONE = """
            SELECT * FROM record
            WHERE instrument = :instrument AND borehole_number = :borehole
            ORDER BY window_start DESC
            LIMIT 1""";
    private static final String EXTENT = """
            SELECT min(window_start) AS first, max(window_start) AS last
            FROM record
            WHERE instrument = :instrument AND borehole_number = :borehole""";

    private final Database database;

    public Instruments(Database database) {
        this.database = database;
    }

    /** The last record of each instrument: a few hundred rows. */
    public List<Latest> latest() {
        return database.list(LATEST, query -> {}, Latest.class);
    }

    /** The last record of one, or nothing when there is none. */
    public Optional<Latest> latest(InstrumentKey key) {
        return database
                .list(
                        ONE,
                        query -> query.bind("instrument", key.type().label()).bind("borehole", key.borehole()),
                        Latest.class)
                .stream()
                .findFirst();
    }

    /** From the first to the last window of one; both are absent when there is none. */
    public Extent extent(InstrumentKey key) {
        return database.list(
                        EXTENT,
                        query -> query.bind("instrument", key.type().label()).bind("borehole", key.borehole()),
                        Extent.class)
                .get(0);
    }

    /** A row of {@code v_latest}; {@code ts} is the time of the last reading, northing and easting are metres. */
    public record Latest(
            String instrument,
            String boreholeNumber,
            Instant ts,
            double reading,
            String units,
            String level,
            long samples,
            Double surfaceLevel,
            Double northing,
            Double easting,
            Instant windowStart,
            long revision,
            Instant updatedAt) {}

    /** Starts of the first and the last window. */
    public record Extent(Instant first, Instant last) {}
}
