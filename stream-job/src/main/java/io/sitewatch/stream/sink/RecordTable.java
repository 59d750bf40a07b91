package io.sitewatch.stream.sink;

import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.RecordRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.util.List;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code record}. What the first run has not written before goes straight into it; corrections, and all of a
 * rebuild, meet what is there by way of a staging table.
 */
final class RecordTable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTable.class);

    private final Run run;
    /** Whether every row of the table is this run's. */
    private boolean isAlone;

    RecordTable(Run run) {
        this.run = run;
        this.isAlone = !run.isRebuild();
    }

    /** Writes the batch's records, in the transaction that is open. */
    void write(Batch batch, Connection open) throws SQLException {
        List<RecordRow> rows = batch.records();
        if (isAlone) {
            isAlone = add(rows.stream().filter(RecordRow::isFirst).toList(), open);
        }
        merge(isAlone ? rows.stream().filter(row -> !row.isFirst()).toList() : rows, open);
    }

    /** Whether no row was there before; otherwise none is added. */
    private static boolean add(List<RecordRow> rows, Connection open) throws SQLException {
        if (rows.isEmpty()) {
            return true;
        }
        Savepoint before = open.setSavepoint();
        try {
            copy(rows, Sql.COPY_RECORDS, open);
            open.releaseSavepoint(before);
            return true;
        } catch (SQLException failure) {
            if (!PSQLState.UNIQUE_VIOLATION.getState().equals(failure.getSQLState())) {
                throw failure;
            }
            open.rollback(before);
            LOG.warn("the table record has rows that this run did not write; from now on each is compared");
            return false;
        }
    }

    private void merge(List<RecordRow> rows, Connection open) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        copy(rows, Sql.STAGE_RECORDS, open);
        try (PreparedStatement upsert = open.prepareStatement(Sql.UPSERT_RECORDS)) {
            upsert.setLong(1, run.number());
            upsert.setObject(2, run.coversFrom().map(Timestamp::from).orElse(null));
            upsert.executeUpdate();
        }
    }

    private static void copy(List<RecordRow> rows, String sql, Connection open) throws SQLException {
        try (BinaryCopy copy = new BinaryCopy(open, sql)) {
            for (RecordRow row : rows) {
                copy.add(row.copy());
            }
            copy.end();
        }
    }
}
