package io.sitewatch.batchview.store;

import io.sitewatch.batchview.site.InstrumentKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The readings of one instrument through time, as many points as a chart has pixels. */
@Singleton
public class Histories {
    /** :from and :to cut by the index; the bucket number is the pixel. */
    private static final String FROM_RECORDS = """
            SELECT min(window_start) AS at, min(reading_min) AS low, max(reading_max) AS high,
                   sum(reading * samples) / sum(samples) AS mean, sum(samples)::bigint AS samples,
                   count(*) FILTER (WHERE samples > 1 AND arrived_late(window_end, updated_at)) AS corrected,
                   count(*) FILTER (WHERE arrived_late(window_end, updated_at)) AS late,
                   level_label(max(level_rank(level))) AS level
            FROM record
            WHERE instrument = :instrument AND borehole_number = :borehole
              AND window_start >= :from AND window_start < :to
            GROUP BY floor(extract(epoch FROM window_start - :from) * 1000 / :width)
            ORDER BY 1""";

    private static final String FROM_SUMMARY = """
            SELECT min(bucket) AS at, min(reading_min) AS low, max(reading_max) AS high,
                   (sum(weighted_sum) / sum(samples))::double precision AS mean, sum(samples)::bigint AS samples,
                   sum(corrected)::bigint AS corrected, sum(late)::bigint AS late, level_label(max(worst)) AS level
            FROM record_summary
            WHERE grain = :grain AND instrument = :instrument AND borehole_number = :borehole
              AND bucket >= date_trunc(:grain, CAST(:from AS timestamptz), site_zone()) AND bucket < :to
            GROUP BY floor(extract(epoch FROM bucket - :from) * 1000 / :width)
            ORDER BY 1""";

    private static final String REFERENCE = """
            SELECT window_start AS at, reading
            FROM (
                (SELECT 0 AS choice, window_start, reading FROM record
                 WHERE instrument = :instrument AND borehole_number = :borehole AND window_start <= :since
                 ORDER BY window_start DESC LIMIT 1)
                UNION ALL
                (SELECT 1, window_start, reading FROM record
                 WHERE instrument = :instrument AND borehole_number = :borehole AND window_start > :since
                 ORDER BY window_start LIMIT 1)) near
            ORDER BY choice
            LIMIT 1""";

    private final Database database;

    public Histories(Database database) {
        this.database = database;
    }

    /** The points of {@code [from, to)}, in order of time; gaps have none. */
    public List<Point> points(InstrumentKey key, Instant from, Instant to, Resolution resolution) {
        boolean records = resolution.grain().equals("record");
        return database.list(
                records ? FROM_RECORDS : FROM_SUMMARY,
                query -> {
                    query.bind("instrument", key.type().label())
                            .bind("borehole", key.borehole())
                            .bind("from", from)
                            .bind("to", to)
                            .bind("width", resolution.width().toMillis());
                    if (!records) {
                        query.bind("grain", resolution.grain());
                    }
                },
                Point.class);
    }

    /** The reading that counted at that time: the last at or before it, else the first after it. */
    public Optional<Reference> reference(InstrumentKey key, Instant since) {
        return database
                .list(
                        REFERENCE,
                        query -> query.bind("instrument", key.type().label())
                                .bind("borehole", key.borehole())
                                .bind("since", since),
                        Reference.class)
                .stream()
                .findFirst();
    }

    /**
     * One point of a chart.
     *
     * @param at start of the first window in it
     * @param low least single reading, {@code high} the greatest, {@code mean} over all of them
     * @param corrected late records of several readings
     * @param late records whose last reading came in over an hour after its window
     * @param level the worst
     */
    public record Point(
            Instant at, double low, double high, double mean, long samples, long corrected, long late, String level) {}

    /** What changes are measured from. */
    public record Reference(Instant at, double reading) {}
}
