package io.sitewatch.bench.jobs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.kstream.TimeWindowedDeserializer;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * Takes changes from the topic to the table as a JDBC sink connector in upsert mode does: a poll is a transaction. Where there is a
 * search they go there next.
 */
final class UpsertSink {
    private static final long WINDOW_MILLIS = 10_000;
    private static final List<String> KEY = List.of("instrument", "borehole_number", "window_start");
    private static final List<String> MEAN = List.of("reading", "samples");
    /** In the order of {@link Extent#bind}. */
    private static final List<String> EXTENT = List.of(
            "window_end",
            "ts",
            "surface_level",
            "northing",
            "easting",
            "units",
            "reading_min",
            "reading_max",
            "written_at");

    private final Map<String, Object> settings;
    private final List<String> columns;
    private final Optional<BulkIndex> search = Settings.search().map(BulkIndex::new);

    UpsertSink(String bootstrap, String group, boolean readCommitted, boolean whole) {
        columns = Stream.concat(MEAN.stream(), whole ? EXTENT.stream() : Stream.empty())
                .toList();
        settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                group,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                3000,
                "isolation.level",
                readCommitted ? "read_committed" : "read_uncommitted");
    }

    /** Never returns. */
    void run() {
        try (KafkaConsumer<Windowed<String>, Mean> consumer = new KafkaConsumer<>(
                        settings,
                        new TimeWindowedDeserializer<>(new StringDeserializer(), WINDOW_MILLIS),
                        Mean.serde().deserializer());
                Connection connection = DriverManager.getConnection(
                        Settings.jdbcUrl() + "?reWriteBatchedInserts=true", Settings.jdbcCredentials());
                PreparedStatement upsert = connection.prepareStatement(upsert(columns))) {
            connection.setAutoCommit(false);
            consumer.subscribe(List.of(KafkaStreamsJob.CHANGES));
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<Windowed<String>, Mean> changes = consumer.poll(Duration.ofMillis(200));
                Map<Windowed<String>, Mean> last = lastOf(changes);
                write(last, upsert);
                connection.commit();
                search.ifPresent(index -> index(last, index));
                consumer.commitSync();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the sink cannot write to PostgreSQL", e);
        }
    }

    private static String upsert(List<String> columns) {
        List<String> all = Stream.concat(KEY.stream(), columns.stream()).toList();
        return "INSERT INTO record (" + String.join(", ", all) + ") VALUES ("
                + all.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") ON CONFLICT ("
                + String.join(", ", KEY) + ") DO UPDATE SET "
                + columns.stream()
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "));
    }

    /** Two changes of one row must not meet in one rewritten statement: only the last of a poll counts. */
    private static Map<Windowed<String>, Mean> lastOf(ConsumerRecords<Windowed<String>, Mean> changes) {
        Map<Windowed<String>, Mean> last = new LinkedHashMap<>();
        for (ConsumerRecord<Windowed<String>, Mean> change : changes) {
            last.put(change.key(), change.value());
        }
        return last;
    }

    private static void index(Map<Windowed<String>, Mean> last, BulkIndex index) {
        last.forEach(
                (window, mean) -> index.put(window.key() + "/" + window.window().startTime(), mean.document(window)));
        index.flush();
    }

    private static void write(Map<Windowed<String>, Mean> last, PreparedStatement upsert) throws SQLException {
        for (Map.Entry<Windowed<String>, Mean> row : last.entrySet()) {
            String[] instrument = row.getKey().key().split("/", 2);
            upsert.setString(1, instrument[0]);
            upsert.setString(2, instrument[1]);
            upsert.setTimestamp(3, new Timestamp(row.getKey().window().start()));
            upsert.setDouble(4, row.getValue().value());
            upsert.setLong(5, row.getValue().samples());
            if (row.getValue().extent() != null) {
                row.getValue().extent().bind(upsert, 6, row.getKey().window());
            }
            upsert.addBatch();
        }
        upsert.executeBatch();
    }
}
