package io.sitewatch.batchview.store;

import io.sitewatch.batchview.store.Records.Selection;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Hours and days of all instruments, for the pivot. */
@Singleton
public class Summaries {
    /** In the order of {@link Bucket}. */
    private static final String BUCKETS = """
            SELECT instrument, borehole_number, bucket AS at, units,
                   (weighted_sum / samples)::double precision AS mean, reading_min AS low, reading_max AS high,
                   records, samples, level_label(worst) AS level, corrected, late
            FROM record_summary
            WHERE grain = :grain AND bucket >= :from AND bucket < :to""";

    private static final String COUNT =
            "SELECT count(*) AS buckets FROM record_summary WHERE grain = :grain AND bucket >= :from AND bucket < :to";

    private final Database database;

    public Summaries(Database database) {
        this.database = database;
    }

    /** Each bucket of the selection; {@code grain} is hour or day. */
    public void each(String grain, Selection selection, Database.RowSink<Bucket> sink) {
        database.each(
                BUCKETS + selection.conditions(),
                query -> {
                    selection.bind(query);
                    query.bind("grain", grain);
                },
                (row, context) -> new Bucket(
                        row.getString(1),
                        row.getString(2),
                        Database.instant(row, 3),
                        row.getString(4),
                        row.getDouble(5),
                        row.getDouble(6),
                        row.getDouble(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getString(10),
                        row.getLong(11),
                        row.getLong(12)),
                sink);
    }

    /** How many there are. */
    public long count(String grain, Selection selection) {
        return database.list(
                        COUNT + selection.conditions(),
                        query -> {
                            selection.bind(query);
                            query.bind("grain", grain);
                        },
                        Count.class)
                .get(0)
                .buckets();
    }

    /** The zone that the database cuts days in: the one given, if none was adopted before. */
    public String adoptZone(String zone) {
        return database.write(handle -> handle.createQuery("SELECT site_adopt_timezone(:zone)")
                .bind("zone", zone)
                .mapTo(String.class)
                .one());
    }

    /** A row of {@code record_summary}, its mean worked out. */
    public record Bucket(
            String instrument,
            String boreholeNumber,
            Instant at,
            String units,
            double mean,
            double low,
            double high,
            long records,
            long samples,
            String level,
            long corrected,
            long late) {}

    /** A count. */
    public record Count(long buckets) {}
}
