package io.sitewatch.bench.stream;

import io.sitewatch.bench.jobs.KafkaStreamsJob;
import io.sitewatch.bench.stack.Broker;
import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.Stack;
import io.sitewatch.readings.Env;
import io.sitewatch.readings.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The Kafka Streams application with its sink, in one JVM. */
final class KafkaStreamsContestant implements Contestant {
    private static final String UPSERTED = """
            CREATE TABLE record (
                instrument text, borehole_number text, window_start timestamptz, reading double precision,
                samples bigint, PRIMARY KEY (instrument, borehole_number, window_start))""";
    private static final String WHOLE = """
            ALTER TABLE record ADD window_end timestamptz, ADD ts timestamptz, ADD surface_level double precision,
                ADD northing double precision, ADD easting double precision, ADD units text,
                ADD reading_min double precision, ADD reading_max double precision, ADD written_at timestamptz""";

    private final String name;
    private final Kind kind;
    private final boolean search;

    /** What its records are. */
    private enum Kind {
        PLAIN,
        /** With all of our columns but level and revision. */
        WHOLE,
        /** Exactly-once, and without duplicates by the application's own doing. */
        CAREFUL
    }

    private KafkaStreamsContestant(String name, Kind kind, boolean search) {
        this.name = name;
        this.kind = kind;
        this.search = search;
    }

    static KafkaStreamsContestant plain() {
        return new KafkaStreamsContestant("kafka-streams", Kind.PLAIN, false);
    }

    static KafkaStreamsContestant toAllSinks() {
        return new KafkaStreamsContestant("kafka-streams-all-sinks", Kind.PLAIN, true);
    }

    static KafkaStreamsContestant wholeRecords() {
        return new KafkaStreamsContestant("kafka-streams-whole", Kind.WHOLE, false);
    }

    static KafkaStreamsContestant wholeRecordsToAllSinks() {
        return new KafkaStreamsContestant("kafka-streams-whole-all-sinks", Kind.WHOLE, true);
    }

    static KafkaStreamsContestant careful() {
        return new KafkaStreamsContestant("kafka-streams-careful", Kind.CAREFUL, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String sinks() {
        return search ? Connections.ALL_SINKS : "PostgreSQL";
    }

    @Override
    public boolean keepsRecords() {
        return true;
    }

    @Override
    public void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(UPSERTED);
            if (kind == Kind.WHOLE) {
                statement.execute(WHOLE);
            }
        }
    }

    @Override
    public Child start(Stack stack, RaceSettings settings, Path home) throws Exception {
        Map<String, String> env = Connections.environment(stack);
        if (search) {
            Connections.addSearch(stack, env);
        }
        env.put(Env.STREAM_CHECKPOINT, home.resolve("state").toString());
        env.put(KafkaStreamsJob.GROUP, group(home));
        return Child.start(
                name(),
                Child.java(
                        settings.heap(),
                        Child.ownClassPath(),
                        List.of(RaceSettings.COLLECTOR, "-XX:ActiveProcessorCount=" + settings.cores()),
                        KafkaStreamsJob.class.getName(),
                        kind.name().toLowerCase(Locale.ROOT)),
                env,
                home);
    }

    @Override
    public long progress(Stack stack, Path home) throws Exception {
        return stack.broker().committed(group(home), Topics.MONITORING);
    }

    @Override
    public boolean isThrough(Stack stack, Path home, long messages) throws Exception {
        Broker broker = stack.broker();
        return progress(stack, home) >= messages
                && broker.committed(KafkaStreamsJob.sinkGroup(group(home)), KafkaStreamsJob.CHANGES)
                        >= broker.messages(KafkaStreamsJob.CHANGES);
    }

    /** One a folder: a group of an earlier run may still be waiting for its members. */
    private static String group(Path home) {
        return home.getFileName().toString();
    }
}
