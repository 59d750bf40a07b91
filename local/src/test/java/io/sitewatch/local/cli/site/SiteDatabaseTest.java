package io.sitewatch.local.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.local.cli.sql.SqlRunner;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL with the tables of the data contract. */
class SiteDatabaseTest {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    @Test
    void countsWhatTheStreamHasWritten() throws Exception {
        migrate();
        execute("""
                INSERT INTO stream_progress (query_id, batch_id, received, averaged, duplicate, rejected, updated_at)
                VALUES ('before a rebuild', 90, 999, 999, 0, 0, '2026-02-01T00:00:00Z'),
                       ('now', 7, 12, 9, 2, 1, '2026-03-01T00:00:00Z');
                INSERT INTO record (instrument, borehole_number, window_start, window_end, reading, ts, units, samples,
                                    reading_min, reading_max, level, revision, updated_at)
                SELECT 'piezometer', 'BH-' || n, now(), now(), 1, now(), 'pressure (kPa)', 3, 1, 1, 'normal', 1, now()
                  FROM generate_series(1, 3) AS n;
                INSERT INTO alert (instrument, borehole_number, at, kind, from_level, to_level, raised_at)
                VALUES ('piezometer', 'BH-1', now(), 'level', 'normal', 'alarm', now());
                """);

        try (SiteDatabase database = database()) {
            assertThat(database.counters()).hasValueSatisfying(counters -> {
                assertThat(counters.received()).isEqualTo(12);
                assertThat(counters.averaged()).isEqualTo(9);
                assertThat(counters.duplicate()).isEqualTo(2);
                assertThat(counters.rejected()).isEqualTo(1);
                assertThat(counters.records()).isEqualTo(3);
                assertThat(counters.alerts()).isEqualTo(1);
                assertThat(counters.conserved()).isTrue();
                assertThat(counters.lastBatch()).contains(Instant.parse("2026-03-01T00:00:00Z"));
            });
        }
    }

    @Test
    void isAllZeroBeforeTheTablesAndBeforeTheFirstBatch() throws Exception {
        try (SiteDatabase database = database()) {
            assertThat(database.counters()).contains(Counters.NONE);
            migrate();
            assertThat(database.counters()).contains(Counters.NONE);
        }
    }

    @Test
    void comesBackAfterTheDatabaseWentAway() throws Exception {
        migrate();
        try (SiteDatabase database = database()) {
            assertThat(database.counters()).isPresent();
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sitewatch-cli'");

            assertThat(database.counters()).isEmpty();
            assertThat(database.counters()).contains(Counters.NONE);
        }
    }

    @Test
    void saysNothingWhileThereIsNoDatabase() {
        try (SiteDatabase database = new SiteDatabase(() -> {
            throw new NotThereYetException("there is no Secret shaft-db-app");
        })) {
            assertThat(database.counters()).isEmpty();
        }
        try (SiteDatabase database =
                new SiteDatabase(() -> new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/sitewatch", "a", "b"))) {
            assertThat(database.counters()).isEmpty();
        }
    }

    @Test
    void aLoginDoesNotShowItsPassword() {
        assertThat(new DatabaseLogin("jdbc:postgresql://h/d", "sitewatch", "s3cret"))
                .hasToString("jdbc:postgresql://h/d as sitewatch");
    }

    @Test
    void sqlIsAnsweredInColumns() throws SQLException {
        assertThat(
                        sql(
                                "SELECT 'BH-1' AS borehole_number, 12.5 AS reading, NULL AS note UNION ALL SELECT 'BH-10', 7, 'x'"))
                .isEqualTo("""
                         borehole_number | reading | note
                        -----------------+---------+------
                         BH-1            |    12.5 |
                         BH-10           |       7 | x
                        (2 rows)

                        """);
    }

    @Test
    void severalStatementsAreAnsweredOneAfterTheOther() throws SQLException {
        assertThat(sql("CREATE TABLE t (a text); INSERT INTO t VALUES ('x; y'), ('z'); SELECT count(*) FROM t;"))
                .isEqualTo("""
                        0 rows changed
                        2 rows changed
                         count
                        -------
                             2
                        (1 row)

                        """);
    }

    @Test
    void aMistakeUndoesItsStatementsAndSaysWhatPostgresSays() throws SQLException {
        assertThatThrownBy(() -> sql("CREATE TABLE t (a int); SELEKT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("syntax error at or near \"SELEKT\"");
        assertThat(sql("SELECT to_regclass('t') IS NULL AS undone")).contains(" t");
    }

    @Test
    void largeResultsComePageByPageUnderOneHeader() throws SQLException {
        assertThat(sql("SELECT n FROM generate_series(1, 1200) AS n").lines())
                .hasSize(2 + 1200 + 2)
                .contains("(1200 rows)");
        assertThat(sql("SELECT 1 AS a WHERE false")).isEqualTo(" a\n---\n(0 rows)\n\n");
    }

    @Test
    void tuplesOnlyAreForScripts() throws SQLException {
        assertThat(sql("CREATE TEMPORARY TABLE x (a int); SELECT 30::float8, NULL, 'kPa', true", true))
                .isEqualTo("30||kPa|t\n");
    }

    private static String sql(String text) throws SQLException {
        return sql(text, false);
    }

    private static String sql(String text, boolean tuplesOnly) throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            new SqlRunner(connection, new PrintStream(out, true, StandardCharsets.UTF_8), tuplesOnly).run(text);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static SiteDatabase database() {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        return new SiteDatabase(() -> new DatabaseLogin(url, "postgres", "postgres"));
    }

    private static void migrate() throws Exception {
        try (var script = SiteDatabaseTest.class.getResourceAsStream("/db/migration/V1__record_and_progress.sql")) {
            execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
