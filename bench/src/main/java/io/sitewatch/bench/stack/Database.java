package io.sitewatch.bench.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** One PostgreSQL 17 that writes through to the disk as in production; a fresh database for each contestant. */
public final class Database implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path data;
    private String current = "postgres";
    private Connection watcher;

    private Database(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    static Database start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** With settings of the server beside ours. What an earlier one left in that folder is there again. */
    public static Database start(Path folder, Map<String, String> settings) throws IOException {
        Path data = folder.resolve("data");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_connections", "50")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        settings.forEach(builder::setServerConfig);
        return new Database(builder.start(), data);
    }

    /** The folder of the server's files. */
    public Path data() {
        return data;
    }

    /** Bytes of all its processes together, what they share counted once. */
    public long memory() throws IOException {
        return processes()
                .mapToLong(process -> ProcessUsage.proportionalBytes(process.pid()))
                .sum();
    }

    /** CPU time of all its processes since they started, those that have ended included. */
    public Duration cpu() throws IOException {
        return processes()
                .map(process -> ProcessUsage.cpuWithChildren(process.pid()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Stream<ProcessHandle> processes() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle root = ProcessHandle.of(postmaster).orElseThrow();
        return Stream.concat(Stream.of(root), root.descendants());
    }

    /** Drops the database of that name, and makes it anew as the current one. */
    public void recreate(String database) throws SQLException {
        closeWatcher();
        try (Connection connection = DriverManager.getConnection(url("postgres"), username(), password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + database);
        }
        current = database;
    }

    /** Gives the current one another name. */
    public void rename(String name) throws SQLException {
        closeWatcher();
        try (Connection connection = DriverManager.getConnection(url("postgres"), username(), password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + current + " RENAME TO " + name);
        }
        current = name;
    }

    /** Makes that database the current one if it is there. */
    public boolean use(String database) throws SQLException {
        closeWatcher();
        try (Connection connection = DriverManager.getConnection(url("postgres"), username(), password());
                PreparedStatement query =
                        connection.prepareStatement("SELECT count(*) FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                boolean there = row.getInt(1) == 1;
                current = there ? database : current;
                return there;
            }
        }
    }

    public String jdbcUrl() {
        return url(current);
    }

    public String username() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), username(), password());
    }

    /** The one number that the query tells, on a connection that is kept: looking often must cost the server little. */
    public long number(String query) throws SQLException {
        if (watcher == null) {
            watcher = connect();
        }
        try (Statement statement = watcher.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void closeWatcher() throws SQLException {
        if (watcher != null) {
            watcher.close();
            watcher = null;
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    @Override
    public void close() throws IOException {
        try {
            closeWatcher();
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            server.close();
        }
    }
}
