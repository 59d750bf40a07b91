package io.sitewatch.bench.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sitewatch.bench.load.LoadRules;
import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.Ports;
import io.sitewatch.bench.stack.Stack;
import io.sitewatch.readings.Env;
import io.sitewatch.readings.SearchIndices;
import io.sitewatch.readings.StreamJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our stream job, started as the site's driver is. */
final class SitewatchContestant implements Contestant {
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String SITE = "bench";

    private final boolean search;
    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /** @param search whether the site has an Elasticsearch */
    SitewatchContestant(boolean search) {
        this.search = search;
    }

    @Override
    public String name() {
        return search ? "sitewatch" : "sitewatch-no-search";
    }

    @Override
    public String sinks() {
        return search ? Connections.ALL_SINKS : "PostgreSQL, topics";
    }

    @Override
    public boolean keepsRecords() {
        return true;
    }

    @Override
    public void createTables(Connection connection) {
        // The job migrates its own.
    }

    @Override
    public Child start(Stack stack, RaceSettings settings, Path home) throws Exception {
        Path rules = home.resolve("rules.json");
        json.writeValue(rules.toFile(), LoadRules.rules());
        Path temporary = Files.createDirectories(home.resolve("tmp"));

        Map<String, String> env = Connections.environment(stack);
        env.put(Env.SITE_NAME, SITE);
        env.put(Env.SITE_NAMESPACE, SITE);
        env.put(Env.SITE_TIMEZONE, "UTC");
        env.put(Env.SITE_RULES_FILE, rules.toString());
        env.put(Env.STREAM_WINDOW, "10s");
        env.put(Env.STREAM_LATENESS, "7d");
        env.put(Env.STREAM_TRIGGER, settings.trigger());
        env.put(Env.STREAM_CHECKPOINT, home.resolve("checkpoint").toString());
        env.put(Env.STREAM_REPLAY, "");
        env.put(Env.STREAM_HTTP_PORT, Integer.toString(Ports.free()));
        env.put("STREAM_HTTP_HOST", "127.0.0.1");
        if (search) {
            env.put(Env.ELASTICSEARCH_URL, stack.search().url());
        }
        List<String> submit = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local[" + settings.cores() + "]",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.log.level=WARN",
                "--class",
                "io.sitewatch.stream.StreamJob",
                stack.house().streamJob().toString()));
        return Child.start(
                name(),
                SparkJvm.command(
                        settings,
                        temporary,
                        stack.house().sparkJars() + "/*",
                        StreamJvm.OPTIONS,
                        submit.toArray(String[]::new)),
                env,
                home);
    }

    @Override
    public long progress(Stack stack, Path home) throws Exception {
        return count(stack, "SELECT coalesce(sum(received), 0) FROM stream_progress");
    }

    @Override
    public boolean isThrough(Stack stack, Path home, long messages) throws Exception {
        if (progress(stack, home) < messages) {
            return false;
        }
        if (!search) {
            return true;
        }
        // A batch's progress is its last document. To refresh the records while they are written would cost
        // Elasticsearch more.
        if (stack.search().sum(SearchIndices.progress(SITE), "received") < messages) {
            return false;
        }
        stack.search().refresh();
        return stack.search().documents() >= count(stack, "SELECT count(*) FROM record");
    }

    private static long count(Stack stack, String query) throws SQLException {
        try {
            return stack.database().number(query);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }
}
