package io.sitewatch.bench.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What the two Spark contestants share: the topic as parsed rows, and their progress told in a file. */
final class SparkSource {
    private static final StructType WIRE = new StructType()
            .add("borehole_number", DataTypes.StringType)
            .add("instrument", DataTypes.StringType)
            .add("surface_level", DataTypes.DoubleType)
            .add("northing", DataTypes.DoubleType)
            .add("easting", DataTypes.DoubleType)
            .add("reading", DataTypes.DoubleType)
            .add("timestamp", DataTypes.TimestampType)
            .add("units", DataTypes.StringType);

    private SparkSource() {}

    static SparkSession session(String name) {
        SparkSession session = SparkSession.builder()
                .appName(name)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
        session.streams().addListener(new ProgressFile(Path.of(Settings.required(Settings.PROGRESS_FILE))));
        return session;
    }

    /** The columns of the wire; null where a message is garbage. */
    static Dataset<Row> readings(SparkSession session) {
        return session.readStream()
                .format("kafka")
                .options(Map.of(
                        "kafka.bootstrap.servers",
                        Settings.bootstrap(),
                        "subscribe",
                        Topics.MONITORING,
                        "startingOffsets",
                        "earliest",
                        // As ours reads: with the client's own 500 the engine asks the broker far more often.
                        "kafka.max.poll.records",
                        "10000",
                        "maxOffsetsPerTrigger",
                        Settings.required(Settings.BATCH)))
                .load()
                .select(from_json(col("value").cast("string"), WIRE).as("wire"))
                .select("wire.*");
    }

    /** Messages done with since the checkpoint began, after each batch. */
    private static final class ProgressFile extends StreamingQueryListener {
        private final Path file;
        private final ObjectMapper json = new ObjectMapper();

        ProgressFile(Path file) {
            this.file = file;
        }

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            try {
                long messages = 0;
                String offsets = event.progress().sources()[0].endOffset();
                for (JsonNode partition : json.readTree(offsets).path(Topics.MONITORING)) {
                    messages += partition.asLong();
                }
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(fresh, Long.toString(messages));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onQueryStarted(QueryStartedEvent event) {
            // Nothing is done yet.
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {
            // The process ends with it.
        }
    }
}
