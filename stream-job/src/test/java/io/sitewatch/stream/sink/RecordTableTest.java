package io.sitewatch.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.Level;
import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.RecordChange;
import io.sitewatch.stream.meaning.Times;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordTableTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Run FIRST = new Run(0, "first", Optional.empty());
    private static final Run REBUILD = new Run(1, "rebuild", Optional.empty());

    private static EmbeddedPostgres postgres;
    private Connection open;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "16MB")
                .setServerConfig("fsync", "off")
                .start();
        new RunRegistry(new StreamSettings.Database(
                        postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"))
                .migrate();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        open = postgres.getPostgresDatabase().getConnection();
        run("TRUNCATE record; " + Sql.STAGING);
        open.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        open.close();
    }

    @Test
    void newRecordsAndCorrectionsOfOneBatchAreBothThere() throws SQLException {
        RecordTable table = new RecordTable(FIRST);

        write(table, record("BH-1", 10, 1, true), record("BH-2", 20, 1, true));
        write(table, record("BH-1", 11, 2, false), record("BH-3", 30, 1, true));

        assertThat(rows()).containsExactly("BH-1 11.0 2 of run 0", "BH-2 20.0 1 of run 0", "BH-3 30.0 1 of run 0");
        assertThat(summary()).isEqualTo("3 records, 4 samples");
    }

    @Test
    void aNewRecordThatStandsThereAlreadyIsComparedWithIt() throws SQLException {
        write(new RecordTable(FIRST), record("BH-1", 10, 3, true));
        RecordTable table = new RecordTable(FIRST);

        write(table, record("BH-1", 12, 2, true), record("BH-2", 20, 1, true));
        assertThat(rows()).containsExactly("BH-1 10.0 3 of run 0", "BH-2 20.0 1 of run 0");

        write(table, record("BH-1", 13, 4, false), record("BH-2", 21, 2, true));
        assertThat(rows()).containsExactly("BH-1 13.0 4 of run 0", "BH-2 21.0 2 of run 0");
        assertThat(summary()).isEqualTo("2 records, 6 samples");
    }

    @Test
    void aRebuildWinsOverWhatTheRunBeforeWrote() throws SQLException {
        write(new RecordTable(FIRST), record("BH-1", 10, 2, true), record("BH-2", 20, 1, true));

        write(new RecordTable(REBUILD), record("BH-1", 15, 2, true), record("BH-3", 30, 1, true));

        assertThat(rows()).containsExactly("BH-1 15.0 2 of run 1", "BH-2 20.0 1 of run 0", "BH-3 30.0 1 of run 1");
        assertThat(summary()).isEqualTo("3 records, 4 samples");
    }

    /** A plan that was made for one row compares each row with each: that would take minutes. */
    @Test
    void manyCorrectionsAfterBatchesOfOneArePlannedForMany() throws SQLException {
        int many = 15_000;
        RecordTable table = new RecordTable(FIRST);
        write(table, records(many, 1, true));
        int revision = 2;
        for (; revision < 10; revision++) {
            write(table, record("BH-1", revision, revision, false));
        }
        run("SET LOCAL statement_timeout = '60s'");

        write(table, records(many, revision, false));

        assertThat(summary()).isEqualTo(many + " records, " + many * revision + " samples");
    }

    @Test
    void whatPostgresRefusesForAnotherReasonIsNotPassedOver() throws SQLException {
        run("ALTER TABLE record ADD CONSTRAINT small CHECK (reading < 100)");
        open.commit();
        try {
            assertThatThrownBy(() -> write(new RecordTable(FIRST), record("BH-1", 1000, 1, true)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("small");
        } finally {
            open.rollback();
            run("ALTER TABLE record DROP CONSTRAINT small");
            open.commit();
        }
    }

    private void write(RecordTable table, RecordRow... rows) throws SQLException {
        table.write(
                new Batch(1, rows.length, new Batch.Plan("{}", 0, 0), List.of(rows), List.of(), List.of(), List.of()),
                open);
        open.commit();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows() throws SQLException {
        return texts(
                "SELECT borehole_number || ' ' || to_char(reading, 'FM990.0') || ' ' || revision || ' of run ' || run"
                        + " FROM record ORDER BY 1");
    }

    private String summary() throws SQLException {
        return texts("SELECT sum(records) || ' records, ' || sum(samples) || ' samples' FROM record_summary"
                        + " WHERE grain = 'hour'")
                .get(0);
    }

    private List<String> texts(String query) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    private static RecordRow[] records(int many, int samples, boolean isFirst) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(borehole -> record("BH-" + borehole, 10, samples, isFirst))
                .toArray(RecordRow[]::new);
    }

    private static RecordRow record(String borehole, double reading, int samples, boolean isFirst) {
        long start = Times.micros(START);
        ByteWriter out = new ByteWriter();
        RecordRow.write(
                new RecordChange(
                        new InstrumentKey(InstrumentType.PIEZOMETER, borehole),
                        start,
                        start + 10_000_000,
                        79.45,
                        5_815_854,
                        323_112,
                        reading,
                        start,
                        "kPa",
                        samples,
                        reading - 1,
                        reading + 1,
                        Level.NORMAL,
                        samples,
                        START.toEpochMilli(),
                        isFirst),
                out);
        return RecordRow.readFrom(new ByteReader(out.toBytes()));
    }
}
