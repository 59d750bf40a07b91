package io.sitewatch.batchview.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.batchview.sample.SitePostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the migrations promise: summaries that follow every change, a role that only reads, words that stay. */
class SiteTablesTest {
    private static final String FRESH = """
            SELECT g.grain, instrument, borehole_number, date_trunc(g.grain, window_start, site_zone()) AS bucket,
                   count(*) AS records, sum(samples)::bigint AS samples, sum(reading::numeric * samples) AS weighted_sum,
                   min(reading_min) AS low, max(reading_max) AS high, max(level_rank(level)) AS worst,
                   count(*) FILTER (WHERE samples > 1 AND arrived_late(window_end, updated_at)) AS corrected,
                   count(*) FILTER (WHERE arrived_late(window_end, updated_at)) AS late
            FROM record CROSS JOIN (VALUES ('hour'), ('day')) g (grain)
            GROUP BY 1, 2, 3, 4""";
    private static final String KEPT = """
            SELECT grain, instrument, borehole_number, bucket, records, samples, weighted_sum, reading_min, reading_max,
                   worst, corrected, late
            FROM record_summary""";
    private static final String ONE = """
            INSERT INTO record VALUES ('piezometer', 'BH-1', '2026-03-29T00:59:50Z', '2026-03-29T01:00:00Z', 80, 1, 2,
                10, '2026-03-29T00:59:55Z', 'pressure (kPa)', 1, 10, 10, '%s', 1, '2026-03-29T01:00:01Z')""";
    private static final String ALERT = """
            INSERT INTO alert VALUES ('piezometer', 'BH-1', '2026-03-29T00:59:50Z', 'level', 'normal', 'alarm', 10, false,
                '2026-03-29T01:00:01Z')""";
    private static final String ACKNOWLEDGE =
            "SELECT acknowledge('piezometer', 'BH-1', '2026-03-29T00:59:50Z', 'level', '%s', false, 'seen')";

    private static SitePostgres postgres;

    @BeforeAll
    static void start() {
        postgres = SitePostgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.asOwner("TRUNCATE record, alert, stream_progress", "SELECT site_use_timezone('Europe/London')");
    }

    /** Any order of new, corrected and removed records leaves what a count of the records themselves says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void summariesFollowEveryChange(long seed) throws SQLException {
        Random random = new Random(seed);
        for (int batch = 0; batch < 40; batch++) {
            postgres.asOwner(random.nextInt(6) == 0 ? removal(random) : upsert(random));
        }

        assertThat(number("SELECT count(*) FROM record_summary")).isPositive();
        assertThat(number("SELECT count(*) FROM ((%s EXCEPT %s) UNION ALL (%s EXCEPT %s)) d"
                        .formatted(FRESH, KEPT, KEPT, FRESH)))
                .isZero();
    }

    /** Readings in time make a record too, each with a revision: that is no correction. */
    @Test
    void correctedIsWhatALateReadingChanged() throws SQLException {
        postgres.asOwner(ONE.formatted("normal"));
        postgres.asOwner("UPDATE record SET revision = 3, samples = 3, updated_at = updated_at + interval '8 seconds'");
        assertThat(number("SELECT sum(corrected + late) FROM v_hourly")).isZero();

        postgres.asOwner("UPDATE record SET revision = 4, samples = 4, updated_at = updated_at + interval '6 days'");
        assertThat(number("SELECT sum(corrected) FROM v_daily")).isOne();
    }

    private static String upsert(Random random) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 8; row++) {
            double reading = random.nextInt(4000) / 100.0;
            rows.add("(%d, 'BH-%d', %s, %s, %d, '%s', %d)"
                    .formatted(
                            row,
                            1 + random.nextInt(2),
                            reading,
                            random.nextInt(100) / 10.0,
                            1 + random.nextInt(4),
                            List.of("normal", "alert", "action", "alarm").get(random.nextInt(4)),
                            random.nextInt(9)));
        }
        return """
                INSERT INTO record
                SELECT DISTINCT ON (v.borehole, v.slot) 'piezometer', v.borehole,
                       '2026-03-28T22:00:00Z'::timestamptz + v.slot * interval '50 minutes',
                       '2026-03-28T22:00:10Z'::timestamptz + v.slot * interval '50 minutes',
                       80, 1, 2, v.reading, '2026-03-28T22:00:04Z'::timestamptz + v.slot * interval '50 minutes',
                       'pressure (kPa)', v.samples, v.reading - v.spread, v.reading + v.spread, v.level, 1,
                       '2026-03-28T23:30:00Z'
                FROM (VALUES %s) v (nr, borehole, reading, spread, samples, level, slot)
                ON CONFLICT (instrument, borehole_number, window_start) DO UPDATE SET
                    reading = excluded.reading, samples = excluded.samples, level = excluded.level,
                    reading_min = excluded.reading_min, reading_max = excluded.reading_max,
                    revision = record.revision + 1, updated_at = record.updated_at + interval '20 minutes'""".formatted(String.join(", ", rows));
    }

    private static String removal(Random random) {
        return "DELETE FROM record WHERE extract(minute FROM window_start)::int %% 50 = %d"
                .formatted(10 * random.nextInt(5));
    }

    @Test
    void daysBeginInTheZoneOfTheSiteOnTheDayThatSummerTimeBegins() throws SQLException {
        postgres.asOwner(
                ONE.formatted("normal"),
                ONE.formatted("normal").replace("2026-03-29T00:59:50Z", "2026-03-29T22:59:50Z"),
                ONE.formatted("normal").replace("2026-03-29T00:59:50Z", "2026-03-29T23:00:00Z"));

        assertThat(text("SELECT string_agg(day || '=' || records, ' ' ORDER BY day) FROM v_daily"))
                .isEqualTo("2026-03-29=2 2026-03-30=1");
    }

    @Test
    void aReaderMayNameTheZoneOnceOnly() throws SQLException {
        postgres.asOwner("UPDATE site SET timezone = NULL");
        assertThat(asReport("SELECT site_adopt_timezone('Asia/Kathmandu')")).isEqualTo("Asia/Kathmandu");
        assertThat(asReport("SELECT site_adopt_timezone('UTC')")).isEqualTo("Asia/Kathmandu");
        assertThatThrownBy(() -> asReport("SELECT site_use_timezone('UTC')")).hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO record SELECT * FROM record",
                "UPDATE record SET reading = 0",
                "DELETE FROM record",
                "TRUNCATE record",
                "UPDATE alert SET to_level = 'normal'",
                "INSERT INTO acknowledgement (instrument, borehole_number, at, kind, person, verified, comment) "
                        + "VALUES ('a', 'b', now(), 'level', 'x', true, '')",
                "UPDATE acknowledgement SET person = 'somebody else'",
                "DELETE FROM acknowledgement",
                "UPDATE record_summary SET records = 0",
                "UPDATE site SET timezone = 'UTC'",
                "DROP TABLE record",
                "CREATE TABLE mine (a int)",
                "SELECT record_summary_rebuild()",
                "ALTER TABLE acknowledgement DISABLE TRIGGER ALL"
            })
    void roleReportChangesNothing(String statement) {
        assertThatThrownBy(() -> asReport(statement))
                .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                        .isEqualTo("42501"));
    }

    @Test
    void anAcknowledgementIsAddedWithTheLoginBesideItAndStaysForEver() throws SQLException {
        postgres.asOwner(ONE.formatted("alarm"), ALERT);

        asReport(ACKNOWLEDGE.formatted("Ada"));
        asReport(ACKNOWLEDGE.formatted("Grace"));

        assertThat(text("SELECT string_agg(person || '/' || login, ' ' ORDER BY id) FROM acknowledgement "
                        + "WHERE person IN ('Ada', 'Grace')"))
                .isEqualTo("Ada/report Grace/report");
        assertThat(text("SELECT acknowledged_by FROM v_alert")).isEqualTo("Grace");
        for (String statement : List.of(
                "DELETE FROM acknowledgement", "UPDATE acknowledgement SET person = 'x'", "TRUNCATE acknowledgement")) {
            assertThatThrownBy(() -> postgres.asOwner(statement)).hasMessageContaining("kept for ever");
        }
    }

    @Test
    void whatIsNoAlertCannotBeAcknowledged() {
        assertThatThrownBy(() -> asReport(ACKNOWLEDGE.formatted("Ada"))).hasMessageContaining("no such alert");
    }

    @Test
    void aSecondMigrationGrantsToARoleThatCameLater() throws SQLException {
        postgres.asOwner("REVOKE SELECT ON record FROM report");
        assertThatThrownBy(() -> asReport("SELECT count(*) FROM record")).hasMessageContaining("permission denied");

        postgres.migrate();

        assertThat(asReport("SELECT count(*) FROM record")).isEqualTo("0");
    }

    private static String asReport(String sql) throws SQLException {
        try (Connection connection = postgres.report();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private static String text(String sql) throws SQLException {
        return asReport(sql);
    }

    private static long number(String sql) throws SQLException {
        return Long.parseLong(asReport(sql));
    }
}
