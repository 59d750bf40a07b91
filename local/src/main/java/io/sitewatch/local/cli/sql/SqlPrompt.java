package io.sitewatch.local.cli.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;

/** A person types statements, each up to its semicolon, and reads what comes back. */
public final class SqlPrompt {
    private static final String TABLES =
            "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";

    private final SqlRunner runner;
    private final BufferedReader in;
    private final PrintStream out;

    public SqlPrompt(SqlRunner runner, BufferedReader in, PrintStream out) {
        this.runner = runner;
        this.in = in;
        this.out = out;
    }

    /** Until {@code \q} or the end of the input. */
    public void run(String database) throws IOException {
        out.println("End a statement with a semicolon. \\dt lists the tables, \\q ends.");
        StringBuilder statement = new StringBuilder();
        while (true) {
            out.print(database + (statement.isEmpty() ? "=> " : "-> "));
            out.flush();
            String line = in.readLine();
            if (line == null || statement.isEmpty() && line.strip().equals("\\q")) {
                return;
            }
            if (statement.isEmpty() && line.strip().equals("\\dt")) {
                execute(TABLES);
            } else if (!statement.isEmpty() || !line.isBlank()) {
                statement.append(line).append('\n');
                if (line.stripTrailing().endsWith(";")) {
                    execute(statement.toString());
                    statement.setLength(0);
                }
            }
        }
    }

    private void execute(String sql) {
        try {
            runner.run(sql);
        } catch (SQLException e) {
            out.println(e.getMessage());
        }
    }
}
