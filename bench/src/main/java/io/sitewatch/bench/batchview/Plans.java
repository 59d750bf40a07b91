package io.sitewatch.bench.batchview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.bench.stack.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plans of statements as they were really run, by whoever ran them: PostgreSQL's {@code auto_explain} writes them into
 * the server's log while it is watched. That costs time, so nothing is timed meanwhile.
 */
final class Plans {
    private static final String FOLDER = "log";
    private static final String THRESHOLD = "auto_explain.log_min_duration";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database;
    private final ObjectMapper json = new ObjectMapper();

    Plans(Database database) {
        this.database = database;
    }

    /** What the server has to be started with; what is set there cannot be changed while it runs. */
    static Map<String, String> settings() {
        return Map.of(
                "shared_preload_libraries", "auto_explain",
                "logging_collector", "on",
                "log_destination", "jsonlog",
                "log_directory", FOLDER,
                "log_rotation_size", "0",
                "auto_explain.log_analyze", "on",
                "auto_explain.log_buffers", "on");
    }

    /** The plan of the last statement that read {@code table} while {@code asking} ran. */
    String of(String table, Runnable asking) throws SQLException, IOException, InterruptedException {
        int before = lines().size();
        configure("SET " + THRESHOLD + " = 0", "0");
        asking.run();
        configure("RESET " + THRESHOLD, "-1");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<String> lines = lines();
            for (int last = lines.size() - 1; last >= before; last--) {
                String plan = plan(lines.get(last));
                if (plan.contains(" on " + table)) {
                    return plan;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("the server logged no plan of a statement on " + table);
    }

    /** Returns when a session that was there before has seen the change: the server tells all of them at once. */
    private void configure(String change, String value) throws SQLException, InterruptedException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM " + change);
            statement.execute("SELECT pg_reload_conf()");
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!value.equals(shown(statement))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(THRESHOLD + " stays at " + shown(statement) + ", not " + value);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static String shown(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + THRESHOLD)) {
            row.next();
            return row.getString(1);
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(database.data().resolve(FOLDER))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    /** The lines of the plan below the statement's text; empty when the line tells of something else. */
    private String plan(String line) {
        try {
            String message = json.readTree(line).path("message").asText();
            if (!message.contains("Query Text:")) {
                return "";
            }
            return message.lines().dropWhile(text -> !text.contains("(cost=")).collect(Collectors.joining("\n"));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
