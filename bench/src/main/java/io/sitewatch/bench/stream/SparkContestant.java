package io.sitewatch.bench.stream;

import io.sitewatch.bench.jobs.CeilingJob;
import io.sitewatch.bench.jobs.NaiveJob;
import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.Stack;
import io.sitewatch.readings.Env;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The two Spark applications beside ours, on the same jars of Spark. */
final class SparkContestant implements Contestant {
    private static final String APPENDED = """
            CREATE TABLE record (
                instrument text, borehole_number text, window_start timestamptz, reading double precision)""";

    private final String name;
    private final String sinks;
    private final Class<?> main;
    private final boolean keepsRecords;
    private final boolean search;

    private SparkContestant(String name, String sinks, Class<?> main, boolean keepsRecords, boolean search) {
        this.name = name;
        this.sinks = sinks;
        this.main = main;
        this.keepsRecords = keepsRecords;
        this.search = search;
    }

    static SparkContestant ceiling() {
        return new SparkContestant("spark-ceiling", "none", CeilingJob.class, false, false);
    }

    static SparkContestant naive() {
        return new SparkContestant("naive", "PostgreSQL", NaiveJob.class, true, false);
    }

    static SparkContestant naiveToAllSinks() {
        return new SparkContestant("naive-all-sinks", Connections.ALL_SINKS, NaiveJob.class, true, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String sinks() {
        return sinks;
    }

    @Override
    public boolean keepsRecords() {
        return keepsRecords;
    }

    @Override
    public void createTables(Connection connection) throws SQLException {
        if (keepsRecords) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(APPENDED);
            }
        }
    }

    @Override
    public Child start(Stack stack, RaceSettings settings, Path home) throws Exception {
        Map<String, String> env = Connections.environment(stack);
        if (search) {
            Connections.addSearch(stack, env);
        }
        env.put(Env.STREAM_CHECKPOINT, home.resolve("checkpoint").toString());
        env.put("BENCH_PROGRESS_FILE", progressFile(home).toString());
        env.put("BENCH_BATCH", Integer.toString(settings.batch()));
        String classPath = String.join(
                ":",
                stack.house().sparkJars() + "/*",
                stack.house().sparkKafkaConnector() + "/*",
                stack.house().benchClasses().toString(),
                stack.house().readings().toString());
        List<String> properties = List.of(
                "-Dspark.master=local[" + settings.cores() + "]",
                "-Dspark.ui.enabled=false",
                "-Dspark.log.level=WARN",
                "-Dspark.sql.shuffle.partitions=" + settings.cores());
        return Child.start(
                name,
                SparkJvm.command(
                        settings, Files.createDirectories(home.resolve("tmp")), classPath, properties, main.getName()),
                env,
                home);
    }

    @Override
    public long progress(Stack stack, Path home) throws Exception {
        Path file = progressFile(home);
        return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
    }

    @Override
    public boolean isThrough(Stack stack, Path home, long messages) throws Exception {
        return progress(stack, home) >= messages;
    }

    private static Path progressFile(Path home) {
        return home.resolve("progress");
    }
}
