package io.sitewatch.local.cli.sql;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

/** Runs SQL and prints what comes back, however much it is. */
public final class SqlRunner {
    /** Rows that are laid out together: the widths of the first ones hold for all that follow. */
    private static final int PAGE = 500;

    private static final Set<Integer> NUMBERS =
            Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.REAL, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL);

    private final Connection connection;
    private final PrintStream out;
    private final boolean tuplesOnly;

    /** @param tuplesOnly rows for a program, without header, count and padding */
    public SqlRunner(Connection connection, PrintStream out, boolean tuplesOnly) {
        this.connection = connection;
        this.out = out;
        this.tuplesOnly = tuplesOnly;
    }

    /** Runs one statement or several, separated by semicolons. */
    public void run(String sql) throws SQLException {
        // Only inside of a transaction does the driver hand over large results page by page.
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(PAGE);
            boolean rows = statement.execute(sql);
            int changed = statement.getUpdateCount();
            while (rows || changed >= 0) {
                if (rows && tuplesOnly) {
                    try (ResultSet result = statement.getResultSet()) {
                        printTuples(result);
                    }
                } else if (rows) {
                    try (ResultSet result = statement.getResultSet()) {
                        print(result);
                    }
                } else if (!tuplesOnly) {
                    out.println(changed + (changed == 1 ? " row changed" : " rows changed"));
                }
                rows = statement.getMoreResults();
                changed = statement.getUpdateCount();
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private void printTuples(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            StringJoiner row = new StringJoiner("|");
            for (int i = 1; i <= columns; i++) {
                row.add(text(result, i));
            }
            out.println(row);
        }
    }

    private static String text(ResultSet result, int column) throws SQLException {
        return Objects.requireNonNullElse(result.getString(column), "");
    }

    private void print(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<SqlColumn> shown = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            shown.add(new SqlColumn(columns.getColumnLabel(i), NUMBERS.contains(columns.getColumnType(i))));
        }
        SqlTable table = new SqlTable(shown);
        long count = 0;
        List<List<String>> page = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= shown.size(); i++) {
                row.add(text(result, i));
            }
            page.add(row);
            count++;
            if (page.size() == PAGE) {
                table.page(page).forEach(out::println);
                page.clear();
            }
        }
        if (!page.isEmpty() || count == 0) {
            table.page(page).forEach(out::println);
        }
        out.println("(" + count + (count == 1 ? " row)" : " rows)"));
        out.println();
    }
}
