package io.sitewatch.stream.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.batch.AlertRow;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.CopyRow;
import io.sitewatch.stream.batch.Counts;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.InstrumentStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables. A batch is one transaction together with its number in {@code stream_progress}: written again it finds its
 * number there and changes nothing.
 */
public final class PostgresView implements View {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresView.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Run run;
    private final RecordTable records;
    private final Consumer<Progress> observer;
    private final Predicate<Batch> saysAll;
    private Connection connection;
    private volatile boolean hasCaughtUp;

    /**
     * How far a run has come.
     *
     * @param batchId last batch that was written
     * @param counts of all batches so far
     */
    public record Progress(long batchId, Counts counts) {}

    /**
     * The tables of that database, for that run.
     *
     * @param observer hears of each batch that is in
     * @param saysAll whether with that batch all is said that the log says, so that what only an earlier run said is no more
     */
    public PostgresView(
            StreamSettings.Database database, Run run, Consumer<Progress> observer, Predicate<Batch> saysAll) {
        this.database = new Database(database);
        this.run = run;
        this.records = new RecordTable(run);
        this.observer = observer;
        this.saysAll = saysAll;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void prepare() throws SQLException {
        boolean isDone = false;
        try {
            open();
            isDone = true;
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    @Override
    public void write(Batch batch) throws SQLException, IOException {
        boolean isDone = false;
        try {
            open();
            Progress progress = write(batch, connection);
            boolean catchesUp = !hasCaughtUp && saysAll.test(batch);
            if (catchesUp) {
                catchUp(connection);
            }
            connection.commit();
            hasCaughtUp = hasCaughtUp || catchesUp;
            isDone = true;
            observer.accept(progress);
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyBroken) {
                LOG.debug("closing a broken connection", alreadyBroken);
            }
            connection = null;
        }
    }

    private void open() throws SQLException {
        if (connection == null) {
            connection = database.connect();
            connection.setAutoCommit(false);
            execute(Sql.STAGING);
            connection.commit();
        }
    }

    private Progress write(Batch batch, Connection open) throws SQLException, IOException {
        Optional<Progress> before = progress(open, run.queryId(), true);
        if (before.isPresent() && before.get().batchId() >= batch.id()) {
            LOG.info("batch {} is in PostgreSQL already", batch.id());
            return before.get();
        }
        long expected = before.map(Progress::batchId).orElse(-1L) + 1;
        if (batch.id() != expected) {
            throw new WrongHistoryException("PostgreSQL stands before batch " + expected
                    + " of this run, the checkpoint at "
                    + batch.id() + ": the tables were emptied or restored. Set spec.stream.replay to a word not used "
                    + "before, and they are rebuilt from the log");
        }
        records.write(batch, open);
        alerts(batch, open);
        statuses(batch, open);
        Progress after = new Progress(
                batch.id(), before.map(Progress::counts).orElse(Counts.NONE).plus(batch.counts()));
        note(after, open, batch);
        return after;
    }

    private void alerts(Batch batch, Connection open) throws SQLException {
        if (batch.alerts().isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = open.prepareStatement(Sql.UPSERT_ALERT);
                PreparedStatement delete = open.prepareStatement(Sql.DELETE_ALERT);
                PreparedStatement log = open.prepareStatement(Sql.LOG_ALERT)) {
            int place = 0;
            for (AlertChange alert : batch.alerts()) {
                if (alert.act() == AlertChange.Act.WITHDRAWN) {
                    bindKey(delete, 1, alert);
                    delete.executeUpdate();
                } else {
                    bindKey(upsert, 1, alert);
                    bindContent(upsert, 5, alert);
                    upsert.setLong(10, alert.revision());
                    upsert.setLong(11, run.number());
                    upsert.executeUpdate();
                }
                if (alert.act() != AlertChange.Act.AMENDED) {
                    log.setLong(1, run.number());
                    log.setLong(2, batch.id());
                    log.setInt(3, place++);
                    log.setString(4, AlertRow.act(alert));
                    bindKey(log, 5, alert);
                    bindContent(log, 9, alert);
                    log.addBatch();
                }
            }
            log.executeBatch();
        }
    }

    private static void bindKey(PreparedStatement statement, int from, AlertChange alert) throws SQLException {
        statement.setString(from, alert.key().type().label());
        statement.setString(from + 1, alert.key().boreholeNumber());
        statement.setTimestamp(from + 2, Sql.timestamp(alert.at()));
        statement.setString(from + 3, alert.kind().label());
    }

    private static void bindContent(PreparedStatement statement, int from, AlertChange alert) throws SQLException {
        statement.setString(from, alert.from());
        statement.setString(from + 1, alert.to());
        statement.setObject(from + 2, Double.isNaN(alert.reading()) ? null : alert.reading(), Types.DOUBLE);
        statement.setBoolean(from + 3, alert.late());
        statement.setTimestamp(from + 4, Timestamp.from(Instant.ofEpochMilli(alert.raisedAt())));
    }

    private void statuses(Batch batch, Connection open) throws SQLException {
        if (batch.statuses().isEmpty()) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(open, Sql.STAGE_INSTRUMENTS)) {
            for (InstrumentStatus status : batch.statuses()) {
                CopyRow row = new CopyRow(6)
                        .text(status.key().type().label())
                        .text(status.key().boreholeNumber())
                        .time(status.newestTs())
                        .text(status.level().label())
                        .flag(status.stale());
                copy.add((status.expiresAt() == Long.MAX_VALUE ? row.nothing() : row.time(status.expiresAt() * 1000))
                        .toBytes());
            }
            copy.end();
        }
        try (PreparedStatement upsert = open.prepareStatement(Sql.UPSERT_INSTRUMENTS)) {
            upsert.setLong(1, run.number());
            upsert.executeUpdate();
        }
    }

    private void note(Progress after, Connection open, Batch batch) throws SQLException, IOException {
        Counts counts = after.counts();
        try (PreparedStatement note = open.prepareStatement(Sql.NOTE_PROGRESS)) {
            note.setString(1, run.queryId());
            note.setLong(2, after.batchId());
            note.setLong(3, counts.received());
            note.setLong(4, counts.averaged());
            note.setLong(5, counts.duplicate());
            note.setLong(6, counts.rejected());
            note.setString(7, JSON.writeValueAsString(counts.rejectedByLabel()));
            note.setTimestamp(
                    8, Timestamp.from(Instant.ofEpochMilli(batch.plan().now())));
            note.executeUpdate();
        }
    }

    /** Whether what only earlier runs wrote has been removed, and noted as to be removed from the search. */
    boolean hasCaughtUp() {
        return hasCaughtUp;
    }

    /** What an earlier run wrote and this one did not is gone, as far back as the log reaches. */
    private void catchUp(Connection open) throws SQLException {
        try (PreparedStatement first = open.prepareStatement(Sql.CATCH_UP)) {
            first.setLong(1, run.number());
            boolean isFirst = first.executeUpdate() == 1;
            if (isFirst && run.isRebuild()) {
                for (String sweep : Sql.SWEEP) {
                    try (PreparedStatement statement = open.prepareStatement(sweep)) {
                        statement.setLong(1, run.number());
                        statement.setObject(
                                2, run.coversFrom().map(Timestamp::from).orElse(null));
                        LOG.info("the views are rebuilt: {} rows of earlier runs are gone", statement.executeUpdate());
                    }
                }
                try (PreparedStatement forget =
                        open.prepareStatement("DELETE FROM stream_progress WHERE query_id <> ?")) {
                    forget.setString(1, run.queryId());
                    forget.executeUpdate();
                }
            }
        }
    }

    /**
     * A document to remove from the search.
     *
     * @param windowStart of a record; empty: it is an alert
     */
    record Removal(String document, Optional<Instant> windowStart) {}

    /** Some of what is to be removed from the search; none when there is nothing left. */
    List<Removal> removals() throws SQLException {
        try (Connection open = database.connect();
                Statement statement = open.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT document, window_start FROM search_removal LIMIT 2000")) {
            List<Removal> removals = new ArrayList<>();
            while (row.next()) {
                removals.add(new Removal(
                        row.getString(1),
                        Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant)));
            }
            return removals;
        }
    }

    /** They are gone from the search. */
    void removed(List<Removal> removals) throws SQLException {
        try (Connection open = database.connect();
                PreparedStatement delete =
                        open.prepareStatement("DELETE FROM search_removal WHERE document = ANY (?)")) {
            delete.setArray(
                    1,
                    open.createArrayOf(
                            "text", removals.stream().map(Removal::document).toArray()));
            delete.executeUpdate();
        }
    }

    /** How far that run has come; nothing when none of its batches is in. */
    static Optional<Progress> progress(Connection open, String queryId, boolean forUpdate)
            throws SQLException, IOException {
        try (PreparedStatement query = open.prepareStatement(Sql.READ_PROGRESS + (forUpdate ? " FOR UPDATE" : ""))) {
            query.setString(1, queryId);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Map<RejectReason, Long> byReason = new EnumMap<>(RejectReason.class);
                JSON.readTree(row.getString(5))
                        .properties()
                        .forEach(entry -> byReason.put(
                                RejectReason.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                                entry.getValue().longValue()));
                return Optional.of(new Progress(
                        row.getLong(1), new Counts(row.getLong(2), row.getLong(3), row.getLong(4), byReason)));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
