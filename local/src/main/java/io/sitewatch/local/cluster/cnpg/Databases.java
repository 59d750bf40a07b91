package io.sitewatch.local.cluster.cnpg;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The instance through its superuser: the database, its owner, the managed roles. */
final class Databases {
    private static final String MAINTENANCE = "postgres";

    private final String address;
    private final String password;

    Databases(String address, String password) {
        this.address = address;
        this.password = password;
    }

    /** Whether it answers. */
    boolean answers() {
        try (Connection connection = connect(MAINTENANCE)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes the owner and the database when absent, and runs what was to run after they were made. */
    void ensureDatabase(PostgresSpec spec, String ownerPassword) throws SQLException {
        boolean fresh;
        try (Connection connection = connect(MAINTENANCE);
                Statement statement = connection.createStatement()) {
            boolean ownerExists = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", spec.owner());
            statement.execute((ownerExists ? "ALTER ROLE " : "CREATE ROLE ") + RoleSql.name(spec.owner())
                    + " LOGIN PASSWORD " + RoleSql.literal(ownerPassword));
            fresh = !exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", spec.database());
            if (fresh) {
                for (String sql : spec.sqlAfterInit()) {
                    statement.execute(sql);
                }
                statement.execute(
                        "CREATE DATABASE " + RoleSql.name(spec.database()) + " OWNER " + RoleSql.name(spec.owner()));
            }
        }
        if (fresh) {
            run(spec.database(), spec.sqlAfterInitInDatabase());
        }
    }

    /** Makes, changes or drops a managed role. */
    void ensureRole(PostgresSpec.ManagedRole role, Optional<String> rolePassword) throws SQLException {
        boolean exists;
        try (Connection connection = connect(MAINTENANCE)) {
            exists = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.name());
        }
        run(MAINTENANCE, RoleSql.ensure(role, exists, rolePassword));
    }

    /** As a Cluster's status has it. */
    String systemId() throws SQLException {
        try (Connection connection = connect(MAINTENANCE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT system_identifier FROM pg_control_system()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void run(String database, List<String> statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", PostgresProcess.SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "20");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("ApplicationName", "laptop-cluster");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address + ":" + PostgresConfig.PORT + "/" + database, properties);
    }
}
