package io.sitewatch.local.cli.site;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@link Counters} from a site's database, all of one snapshot so that they add up. */
final class CountersQuery {
    /** A rebuild of the views is a query of its own; the newest one is the site's. */
    private static final String SQL = """
            SELECT p.received, p.averaged, p.duplicate, p.rejected, p.updated_at,
                   (SELECT count(*) FROM record) AS records, (SELECT count(*) FROM alert) AS alerts
              FROM (VALUES (1)) AS always(one)
              LEFT JOIN (SELECT * FROM stream_progress ORDER BY updated_at DESC LIMIT 1) AS p ON true
            """;
    /** Until the stream has made its tables there is nothing to count. */
    private static final String TABLES = "SELECT to_regclass('record') IS NOT NULL AND to_regclass('alert') IS NOT NULL"
            + " AND to_regclass('stream_progress') IS NOT NULL";

    Counters read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(10);
            try (ResultSet tables = statement.executeQuery(TABLES)) {
                if (!tables.next() || !tables.getBoolean(1)) {
                    return Counters.NONE;
                }
            }
            try (ResultSet row = statement.executeQuery(SQL)) {
                return row.next() ? counters(row) : Counters.NONE;
            }
        }
    }

    private static Counters counters(ResultSet row) throws SQLException {
        OffsetDateTime updated = row.getObject("updated_at", OffsetDateTime.class);
        return new Counters(
                row.getLong("received"),
                row.getLong("averaged"),
                row.getLong("duplicate"),
                row.getLong("rejected"),
                row.getLong("records"),
                row.getLong("alerts"),
                OptionalLong.empty(),
                Optional.ofNullable(updated).map(OffsetDateTime::toInstant));
    }
}
