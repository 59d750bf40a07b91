package io.sitewatch.bench.batchview;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * A year of one site's records, made by the database itself: as many instruments of each of the five types, each with as
 * many records, evenly through the year. They are written in the order of time, as the stream writes them, so that the
 * records of one instrument lie scattered over the whole table.
 *
 * @param instruments of all types together, a multiple of five
 * @param records of all instruments together
 */
record SampleYear(int instruments, long records) {
    static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2026-01-01T00:00:00Z");

    private static final int TYPES = 5;
    private static final int ROWS_AT_ONCE = 100_000;
    private static final String RECORDS = """
            INSERT INTO record
                (instrument, borehole_number, window_start, window_end, surface_level, northing, easting, reading, ts,
                 units, samples, reading_min, reading_max, level, revision, updated_at)
            SELECT k.label, 'BH-' || i.nr, w.at, w.at + interval '10 seconds',
                   80 + i.nr % 40, 5811000 + i.nr, 320000 + i.nr, v.reading, w.at + interval '4 seconds', k.units,
                   1 + (i.nr + e.nr) % 3, v.reading - 0.3, v.reading + 0.3,
                   CASE WHEN v.reading > 118 THEN 'alarm' WHEN v.reading > 115 THEN 'alert' ELSE 'normal' END,
                   CASE WHEN (e.nr + i.nr) % 97 = 0 THEN 2 ELSE 1 END,
                   w.at + CASE WHEN (e.nr + i.nr) % 193 = 0 THEN interval '5 hours' ELSE interval '12 seconds' END
            FROM generate_series(CAST(? AS bigint), CAST(? AS bigint)) e (nr)
            CROSS JOIN LATERAL (SELECT CAST(? AS timestamptz) + e.nr * CAST(? AS interval) AS at) w
            CROSS JOIN generate_series(1, ?) i (nr)
            JOIN (VALUES (0, 'water_standpipe', 'water level (m)'), (1, 'piezometer', 'pressure (kPa)'),
                         (2, 'settlement_marker', 'displacement (mm)'), (3, 'extensometer', 'displacement (mm)'),
                         (4, 'strain_gauge', 'microstrain')) k (nr, label, units) ON k.nr = i.nr % 5
            CROSS JOIN LATERAL (SELECT round((100 + 15 * sin(e.nr * 0.01 + i.nr)
                + 5 * (hashint8(e.nr * 31 + i.nr) % 1000) / 1000.0)::numeric, 2)::double precision AS reading) v
            ORDER BY e.nr, i.nr""";
    private static final String ALERTS = """
            INSERT INTO alert (instrument, borehole_number, at, kind, from_level, to_level, reading, raised_at)
            SELECT instrument, borehole_number, window_start, 'level', before, level, reading, updated_at
            FROM (SELECT *, lag(level, 1, 'normal') OVER (PARTITION BY instrument, borehole_number ORDER BY window_start)
                      AS before
                  FROM record WHERE window_start >= ?) r
            WHERE level <> before""";

    SampleYear {
        if (instruments < TYPES || instruments % TYPES != 0 || records < instruments) {
            throw new IllegalArgumentException("instruments: " + instruments
                    + " is no multiple of five, or more than the " + records + " records");
        }
    }

    /** Fills empty tables as a restore does: indexes and summaries are made once at the end, not with each row. */
    void fill(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE record DISABLE TRIGGER USER");
            statement.execute("ALTER TABLE record DROP CONSTRAINT record_pkey");
            statement.execute("DROP INDEX record_by_time");
            long windowsAtOnce = Math.max(1, ROWS_AT_ONCE / instruments);
            for (long window = 0; window < windows(); window += windowsAtOnce) {
                insert(owner, window, Math.min(window + windowsAtOnce, windows()) - 1);
            }
            statement.execute("SET maintenance_work_mem = '512MB'");
            statement.execute("ALTER TABLE record ADD PRIMARY KEY (instrument, borehole_number, window_start)");
            statement.execute("CREATE INDEX record_by_time ON record (window_start)");
            statement.execute("ALTER TABLE record ENABLE TRIGGER USER");
            statement.execute("SET work_mem = '256MB'");
            statement.execute("SELECT record_summary_rebuild()");
            try (PreparedStatement alerts = owner.prepareStatement(ALERTS)) {
                alerts.setTimestamp(1, Timestamp.from(TO.minus(Duration.ofDays(14))));
                alerts.execute();
            }
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }

    private void insert(Connection owner, long first, long last) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement(RECORDS)) {
            insert.setLong(1, first);
            insert.setLong(2, last);
            insert.setTimestamp(3, Timestamp.from(FROM));
            insert.setString(4, step().toMillis() + " milliseconds");
            insert.setInt(5, instruments);
            insert.executeUpdate();
        }
    }

    /** The name of a database that holds it. */
    String database() {
        return "site_%d_of_%d".formatted(records, instruments);
    }

    /** Records of each instrument. */
    long windows() {
        return records / instruments;
    }

    /** From one record of an instrument to its next, in whole windows of ten seconds. */
    Duration step() {
        long seconds = Duration.between(FROM, TO).dividedBy(windows()).toSeconds();
        return Duration.ofSeconds(Math.max(10, seconds - seconds % 10));
    }

    /** {@code piezometer/BH-6}, as the batch view names it. */
    String series(int nr) {
        String[] types = {"water_standpipe", "piezometer", "settlement_marker", "extensometer", "strain_gauge"};
        int borehole = 1 + Math.floorMod(nr, instruments);
        return types[borehole % TYPES] + "/BH-" + borehole;
    }
}
