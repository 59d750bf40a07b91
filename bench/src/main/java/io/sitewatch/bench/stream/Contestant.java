package io.sitewatch.bench.stream;

import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.Stack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** An application that reads {@code monitoring} and keeps its views; each run has topics, database and folder of its own. */
interface Contestant {
    /** As it stands in the table, and is chosen on the command line. */
    String name();

    /** What it writes to. */
    String sinks();

    /** Whether there are records in PostgreSQL that can be held against the model. */
    boolean keepsRecords();

    /** The tables that it expects to find, in an empty database. */
    void createTables(Connection connection) throws SQLException;

    /** Starts it; in a folder where it ran before it goes on from there. */
    Child start(Stack stack, RaceSettings settings, Path home) throws Exception;

    /** Messages that it is done with, in the order of the log, as far as can be told while it runs. */
    long progress(Stack stack, Path home) throws Exception;

    /** Whether that many messages have gone through to every sink. */
    boolean isThrough(Stack stack, Path home, long messages) throws Exception;
}
