package io.sitewatch.batchview.sample;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL as a site has it: the database belongs to {@code sitewatch}, which is no superuser, the tables are
 * migrated as that owner, and {@code report} can log in and nothing else.
 */
public final class SitePostgres implements AutoCloseable {
    public static final String OWNER = "sitewatch";
    public static final String REPORT = "report";
    private static final String OWNER_PASSWORD = "owner-of-the-tables";
    public static final String REPORT_PASSWORD = "only-reads";

    private final EmbeddedPostgres server;

    private SitePostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static SitePostgres start() {
        try {
            SitePostgres postgres = new SitePostgres(EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start());
            try (Connection admin = postgres.server.getPostgresDatabase().getConnection();
                    Statement statement = admin.createStatement()) {
                statement.execute("CREATE ROLE sitewatch LOGIN PASSWORD '" + OWNER_PASSWORD + "'");
                statement.execute("CREATE ROLE report LOGIN PASSWORD '" + REPORT_PASSWORD + "'");
                statement.execute("CREATE DATABASE sitewatch OWNER sitewatch");
            }
            postgres.migrate();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the stream job does when it starts. */
    public void migrate() {
        Flyway.configure()
                .dataSource(url(), OWNER, OWNER_PASSWORD)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/sitewatch";
    }

    public Connection owner() throws SQLException {
        return DriverManager.getConnection(url(), OWNER, OWNER_PASSWORD);
    }

    public Connection report() throws SQLException {
        return DriverManager.getConnection(url(), REPORT, REPORT_PASSWORD);
    }

    /** Cuts the connections over which {@code report} is just reading, as a failover does. */
    public void cutReaders() {
        try (Connection admin = server.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + REPORT
                    + "' AND state IN ('active', 'idle in transaction')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void asOwner(String... statements) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
