package io.sitewatch.batchview.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * Records as a site has them, made in the database: drift, tide and noise that come out the same each time, some of them
 * late or corrected, some instruments silent, and the alerts that follow from the levels.
 */
public final class SampleSite {
    private static final String RECORDS = """
            INSERT INTO record
            SELECT k.label, 'BH-' || (100 * k.nr + i.n), w.at, w.at + interval '10 seconds',
                   80 + i.n * 0.7, 5811000 + 45 * (i.n % 8) + 11 * k.nr, 320000 + 60 * (i.n / 8) + 17 * k.nr,
                   v.reading, w.at + interval '4 seconds', k.units, 1 + (i.n + e.nr) % 3,
                   v.reading - 0.3, v.reading + 0.3,
                   CASE WHEN v.reading > k.alarm THEN 'alarm' WHEN v.reading > k.action THEN 'action'
                        WHEN v.reading > k.alert THEN 'alert' ELSE 'normal' END,
                   CASE WHEN (e.nr + i.n) % 97 = 0 THEN 2 ELSE 1 END,
                   w.at + CASE WHEN (e.nr + i.n) % 193 = 0 THEN interval '5 hours' ELSE interval '12 seconds' END
            FROM (VALUES (0, 'water_standpipe', 'water level (m)', 76.0, 4.0, 81.0, 83.0, 85.0),
                         (1, 'piezometer', 'pressure (kPa)', 110.0, 40.0, 150.0, 165.0, 180.0),
                         (2, 'settlement_marker', 'displacement (mm)', 0.0, 9.0, 12.0, 16.0, 20.0),
                         (3, 'extensometer', 'displacement (mm)', 2.0, 8.0, 12.0, 16.0, 20.0),
                         (4, 'strain_gauge', 'microstrain', 5.0, 10.0, 15.0, 20.0, 25.0))
                 k (nr, label, units, mean, swing, alert, action, alarm)
            CROSS JOIN generate_series(1, ?) i (n)
            CROSS JOIN LATERAL generate_series(0, ?) e (nr)
            CROSS JOIN LATERAL (SELECT CAST(? AS timestamptz) + e.nr * CAST(? AS interval) AS at) w
            CROSS JOIN LATERAL (
                SELECT round((k.mean + k.swing * (0.55 * sin(e.nr * ? * 6.283 + i.n) + 0.25 * sin(e.nr * 0.37 + i.n * 1.7)
                       + (i.n % 5 - 2) * 0.22 + 0.05 * ((hashint8(e.nr * 31 + i.n) %% 1000) / 500.0)))::numeric, 2)
                       ::double precision AS reading) v
            WHERE k.nr = ? AND (i.n %% 9 <> 0 OR e.nr < ? * 0.9)""".replace("%%", "%");

    private static final String ALERTS = """
            INSERT INTO alert
            SELECT instrument, borehole_number, window_start, 'level', before, level, reading,
                   arrived_late(window_end, updated_at), updated_at
            FROM (SELECT *, lag(level, 1, 'normal') OVER (PARTITION BY instrument, borehole_number ORDER BY window_start)
                      AS before
                  FROM record WHERE window_start >= ?) r
            WHERE level <> before""";

    private static final String STALE = """
            INSERT INTO alert
            SELECT instrument, borehole_number, ts + interval '1 hour', 'stale', level, 'stale', reading, false,
                   ts + interval '61 minutes'
            FROM v_latest WHERE ts < ?""";

    private final SitePostgres postgres;

    public SampleSite(SitePostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Fills the tables.
     *
     * @param perType instruments of each of the five types; every ninth falls silent at nine tenths of the time
     * @param windows records of each instrument
     * @return how many records there are
     */
    public long fill(int perType, int windows, Instant from, Duration step) {
        try (Connection connection = postgres.owner()) {
            // As a restore does: one pass at the end instead of a look at each row.
            connection.createStatement().execute("ALTER TABLE record DISABLE TRIGGER USER");
            long rows = 0;
            for (int type = 0; type < 5; type++) {
                rows += records(connection, type, perType, windows, from, step);
            }
            connection.createStatement().execute("ALTER TABLE record ENABLE TRIGGER USER");
            connection.createStatement().execute("SELECT record_summary_rebuild()");
            Instant end = from.plus(step.multipliedBy(windows));
            try (PreparedStatement alerts = connection.prepareStatement(ALERTS)) {
                alerts.setTimestamp(1, Timestamp.from(end.minus(Duration.ofDays(14))));
                alerts.execute();
            }
            try (PreparedStatement stale = connection.prepareStatement(STALE)) {
                stale.setTimestamp(1, Timestamp.from(end.minus(Duration.ofHours(2))));
                stale.execute();
            }
            connection.createStatement().execute("VACUUM ANALYZE");
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int records(Connection connection, int type, int perType, int windows, Instant from, Duration step)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RECORDS)) {
            insert.setInt(1, perType);
            insert.setInt(2, windows - 1);
            insert.setTimestamp(3, Timestamp.from(from));
            insert.setString(4, step.toSeconds() + " seconds");
            insert.setDouble(5, step.toSeconds() / 86400.0);
            insert.setInt(6, type);
            insert.setInt(7, windows);
            return insert.executeUpdate();
        }
    }
}
