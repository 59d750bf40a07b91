package io.sitewatch.batchview.store;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads of the site's tables. Connections are read-only by default; a read runs in one transaction, so that a long answer
 * sees one state, and comes through a cursor, so that its size does not matter to the heap.
 */
public final class Database {
    private static final int ROWS_AT_ONCE = 2000;

    private final Jdbi jdbi;

    Database(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Over a pool, with the mappers of the stores' rows. */
    public static Database over(DataSource pool) {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.registerArrayType(String.class, "text");
        return new Database(jdbi);
    }

    /** All rows of a question whose answer is small by its nature. */
    public <T> List<T> list(String sql, Consumer<Query> binder, Class<T> row) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql);
            binder.accept(query);
            return query.map(ConstructorMapper.of(row)).list();
        });
    }

    /**
     * Each row of a question whose answer may be long, in order, a couple of thousand in memory at a time. The mapper is
     * written by hand: over millions of rows, finding columns by the names of a constructor takes longer than reading them.
     */
    public <T> void each(String sql, Consumer<Query> binder, RowMapper<T> row, RowSink<T> sink) {
        jdbi.useTransaction(handle -> {
            Query query = handle.createQuery(sql).setFetchSize(ROWS_AT_ONCE);
            binder.accept(query);
            try (var rows = query.map(row).iterator()) {
                while (rows.hasNext()) {
                    sink.accept(rows.next());
                }
            }
        });
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A number that may be absent. */
    static Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    /** The one kind of statement that may write: it says so itself, for its own transaction. */
    <T> T write(Function<Handle, T> statement) {
        return jdbi.inTransaction(handle -> {
            handle.execute("SET TRANSACTION READ WRITE");
            return statement.apply(handle);
        });
    }

    /** Takes rows as they come. */
    @FunctionalInterface
    public interface RowSink<T> {
        void accept(T row);
    }

    /** The one pool of the process. */
    @Singleton
    static class OverThePool {
        @Produces
        @Singleton
        Database database(DataSource pool) {
            return over(pool);
        }
    }
}
