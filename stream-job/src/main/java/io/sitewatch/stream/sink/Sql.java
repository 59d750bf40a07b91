package io.sitewatch.stream.sink;

import io.sitewatch.stream.meaning.Times;
import java.sql.Timestamp;
import java.util.List;

/** The statements of {@link PostgresView}. */
final class Sql {
    static final String STAGING = """
            CREATE TEMP TABLE staged_record (
                instrument text, borehole_number text, window_start timestamptz, window_end timestamptz,
                surface_level double precision, northing double precision, easting double precision,
                reading double precision, ts timestamptz, units text, samples bigint,
                reading_min double precision, reading_max double precision, level text, revision bigint,
                updated_at timestamptz
            ) ON COMMIT DELETE ROWS;
            CREATE TEMP TABLE staged_instrument (
                instrument text, borehole_number text, last_ts timestamptz, level text, stale boolean,
                state_expires_at timestamptz
            ) ON COMMIT DELETE ROWS;
            """;

    static final String STAGE_RECORDS = "COPY staged_record FROM STDIN (FORMAT binary)";

    /** Of the first run, which is the column's default. */
    static final String COPY_RECORDS = """
            COPY record (instrument, borehole_number, window_start, window_end, surface_level, northing, easting, reading, ts,
                         units, samples, reading_min, reading_max, level, revision, updated_at)
            FROM STDIN (FORMAT binary)
            """;

    static final String STAGE_INSTRUMENTS = "COPY staged_instrument FROM STDIN (FORMAT binary)";

    /**
     * A later run wins, but for windows that the log no longer covers: there the record made of more readings stays.
     * Parameters: run, covers_from.
     */
    static final String UPSERT_RECORDS = """
            WITH writer AS (SELECT ?::bigint AS run, ?::timestamptz AS covers_from)
            INSERT INTO record AS r (
                instrument, borehole_number, window_start, window_end, surface_level, northing, easting, reading, ts,
                units, samples, reading_min, reading_max, level, revision, updated_at, run)
            SELECT s.*, w.run FROM staged_record s, writer w
            ON CONFLICT (instrument, borehole_number, window_start) DO UPDATE SET
                window_end = excluded.window_end, surface_level = excluded.surface_level,
                northing = excluded.northing, easting = excluded.easting, reading = excluded.reading,
                ts = excluded.ts, units = excluded.units, samples = excluded.samples,
                reading_min = excluded.reading_min, reading_max = excluded.reading_max, level = excluded.level,
                revision = excluded.revision, updated_at = excluded.updated_at, run = excluded.run
            WHERE CASE WHEN r.run = excluded.run THEN r.revision < excluded.revision
                       ELSE r.run < excluded.run AND (
                            r.samples <= excluded.samples
                            OR r.window_start >= COALESCE((SELECT covers_from FROM writer), '-infinity'))
                  END
            """;

    static final String UPSERT_ALERT = """
            INSERT INTO alert (instrument, borehole_number, at, kind, from_level, to_level, reading, late, raised_at,
                               revision, run)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (instrument, borehole_number, at, kind) DO UPDATE SET
                from_level = excluded.from_level, to_level = excluded.to_level, reading = excluded.reading,
                late = excluded.late, raised_at = excluded.raised_at, revision = excluded.revision, run = excluded.run
            """;

    static final String DELETE_ALERT =
            "DELETE FROM alert WHERE instrument = ? AND borehole_number = ? AND at = ? AND kind = ?";

    static final String LOG_ALERT = """
            INSERT INTO alert_log (run, batch_id, place, act, instrument, borehole_number, at, kind, from_level,
                                   to_level, reading, late, raised_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static final String UPSERT_INSTRUMENTS = """
            INSERT INTO instrument (instrument, borehole_number, last_ts, level, stale, state_expires_at, run)
            SELECT s.*, ?::bigint FROM staged_instrument s
            ON CONFLICT (instrument, borehole_number) DO UPDATE SET
                last_ts = excluded.last_ts, level = excluded.level, stale = excluded.stale,
                state_expires_at = excluded.state_expires_at, run = excluded.run
            """;

    static final String READ_PROGRESS = """
            SELECT batch_id, received, averaged, duplicate, rejected_by_reason::text FROM stream_progress
            WHERE query_id = ?""";

    static final String CATCH_UP = "UPDATE stream_run SET caught_up_at = now() WHERE run = ? AND caught_up_at IS NULL";

    /** A time as document ids have it, see {@link Times#text}. */
    private static String idTime(String column) {
        return """
                to_char(%1$s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS' || CASE
                    WHEN extract(microseconds FROM %1$s)::bigint %% 1000000 = 0 THEN ''
                    WHEN extract(microseconds FROM %1$s)::bigint %% 1000 = 0 THEN '.MS'
                    ELSE '.US' END || '"Z"')""".formatted(column);
    }

    /** Parameters of each: run, covers_from. Document ids as {@link SearchView} makes them. */
    static final List<String> SWEEP = List.of(
            """
            WITH gone AS (
                DELETE FROM record WHERE run < ? AND window_start >= COALESCE(?::timestamptz, '-infinity') RETURNING *)
            INSERT INTO search_removal
            SELECT instrument || '/' || borehole_number || '/'
                   || %s, window_start
            FROM gone ON CONFLICT DO NOTHING
            """.formatted(idTime("window_start")),
            """
            WITH gone AS (
                DELETE FROM alert WHERE run < ? AND at >= COALESCE(?::timestamptz, '-infinity') RETURNING *)
            INSERT INTO search_removal
            SELECT instrument || '/' || borehole_number || '/'
                   || %s || '/' || kind, NULL
            FROM gone ON CONFLICT DO NOTHING
            """.formatted(idTime("at")),
            "DELETE FROM instrument WHERE run < ? AND last_ts >= COALESCE(?::timestamptz, '-infinity')");

    static final String NOTE_PROGRESS = """
            INSERT INTO stream_progress (query_id, batch_id, received, averaged, duplicate, rejected,
                                         rejected_by_reason, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT (query_id) DO UPDATE SET
                batch_id = excluded.batch_id, received = excluded.received, averaged = excluded.averaged,
                duplicate = excluded.duplicate, rejected = excluded.rejected,
                rejected_by_reason = excluded.rejected_by_reason, updated_at = excluded.updated_at
            """;

    private Sql() {}

    static Timestamp timestamp(long micros) {
        return Timestamp.from(Times.instant(micros));
    }
}
