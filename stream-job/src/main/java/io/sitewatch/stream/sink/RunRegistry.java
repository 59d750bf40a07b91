package io.sitewatch.stream.sink;

import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.checkpoint.RulesLog;
import io.sitewatch.stream.meaning.Times;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** What the database knows beside the batches: its schema, the runs, the rules that were in force when. */
public final class RunRegistry {
    private static final String READ_RULES = "SELECT version, active_from, rules FROM site_rules";

    private final StreamSettings.Database settings;
    private final Database database;

    public RunRegistry(StreamSettings.Database settings) {
        this.settings = settings;
        this.database = new Database(settings);
    }

    /** Brings the tables up to date, and lets the role for readers read. */
    public void migrate() throws SQLException, IOException {
        Flyway.configure(RunRegistry.class.getClassLoader())
                .dataSource(settings.jdbcUrl(), settings.username(), settings.password())
                .connectRetries(0)
                .load()
                .migrate();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                InputStream grants = RunRegistry.class.getResourceAsStream("/db/report-grants.sql")) {
            statement.execute(new String(grants.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The run of that query: found, or begun. */
    public Run enter(String queryId, String replay, Optional<Instant> coversFrom) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute("LOCK TABLE stream_run IN EXCLUSIVE MODE");
            }
            Optional<Run> known = find(connection, queryId);
            Run run = known.isPresent() ? known.get() : begin(connection, queryId, replay, coversFrom);
            connection.commit();
            return run;
        }
    }

    /** The number of the newest run; -1 when there is none. */
    public long newestRun() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(max(run), -1) FROM stream_run")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How far that run has come in the tables. */
    public Optional<PostgresView.Progress> progress(Run run) throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            return PostgresView.progress(connection, run.queryId(), false);
        }
    }

    /** All versions of the rules, the first first. */
    public List<RulesLog.Version> rules() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ_RULES + " ORDER BY version")) {
            List<RulesLog.Version> versions = new ArrayList<>();
            while (row.next()) {
                versions.add(version(row));
            }
            return versions;
        }
    }

    /**
     * Adds a version, and gives the one that now has its number: when it was added before, and could not be noted beside
     * the checkpoint, the one from then stands.
     */
    public RulesLog.Version add(RulesLog.Version version) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO site_rules VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
                PreparedStatement query = connection.prepareStatement(READ_RULES + " WHERE version = ?")) {
            insert.setInt(1, version.version());
            insert.setTimestamp(2, Timestamp.from(Instant.ofEpochMilli(version.activeFrom())));
            insert.setString(3, version.rules());
            insert.executeUpdate();
            query.setInt(1, version.version());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return version(row);
            }
        }
    }

    /** Gives each instrument that the run has met to the taker. */
    public void instruments(Run run, InstrumentTaker taker) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT instrument, borehole_number, last_ts, stale, state_expires_at FROM instrument WHERE run = ?")) {
            query.setLong(1, run.number());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Timestamp expires = row.getTimestamp(5);
                    taker.take(
                            row.getString(1) + "/" + row.getString(2),
                            Times.micros(row.getTimestamp(3).toInstant()),
                            row.getBoolean(4),
                            expires == null
                                    ? Long.MAX_VALUE
                                    : expires.toInstant().toEpochMilli());
                }
            }
        }
    }

    /** Takes an instrument's standing: times as in {@link io.sitewatch.stream.meaning.InstrumentStatus}. */
    public interface InstrumentTaker {
        void take(String key, long newestTs, boolean stale, long expiresAt);
    }

    private static RulesLog.Version version(ResultSet row) throws SQLException {
        return new RulesLog.Version(
                row.getInt(1), row.getTimestamp(2).toInstant().toEpochMilli(), row.getString(3));
    }

    private static Optional<Run> find(Connection connection, String queryId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT run, covers_from FROM stream_run WHERE query_id = ?")) {
            query.setString(1, queryId);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Run(
                                row.getLong(1),
                                queryId,
                                Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant)))
                        : Optional.empty();
            }
        }
    }

    private static Run begin(Connection connection, String queryId, String replay, Optional<Instant> coversFrom)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO stream_run (run, query_id, replay, started_at, covers_from)
                SELECT COALESCE(max(run), -1) + 1, ?, ?, now(), ? FROM stream_run RETURNING run
                """)) {
            insert.setString(1, queryId);
            insert.setString(2, replay);
            insert.setTimestamp(3, coversFrom.map(Timestamp::from).orElse(null));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new Run(row.getLong(1), queryId, coversFrom);
            }
        }
    }
}
