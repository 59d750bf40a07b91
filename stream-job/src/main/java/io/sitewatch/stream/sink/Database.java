package io.sitewatch.stream.sink;

import io.sitewatch.stream.StreamSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens connections to the site's database. */
final class Database {
    private final StreamSettings.Database settings;

    Database(StreamSettings.Database settings) {
        this.settings = settings;
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "sitewatch-stream");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "300");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        Connection connection = new Driver().connect(settings.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException(
                    "POSTGRES_JDBC_URL is " + settings.jdbcUrl() + ": write jdbc:postgresql://host:port/database");
        }
        return connection;
    }
}
