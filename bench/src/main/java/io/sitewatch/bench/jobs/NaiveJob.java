package io.sitewatch.bench.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.window;

import io.sitewatch.readings.Topics;
import java.sql.Timestamp;
import java.util.Optional;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.ReduceFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * The way most projects start: {@code foreachBatch}, readings of one window folded by {@code (x + y) / 2}, the rows of the
 * batch appended over JDBC, and where there is a search also written to topics and indexed. Nothing is kept between batches, so
 * nothing is deduplicated and no record is corrected.
 */
public final class NaiveJob {
    private NaiveJob() {}

    public static void main(String[] arguments) throws Exception {
        SparkSession session = SparkSource.session("naive");
        SparkSource.readings(session)
                .writeStream()
                .option("checkpointLocation", Settings.checkpoint())
                .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, id) -> append(batch))
                .start()
                .awaitTermination();
    }

    private static void append(Dataset<Row> batch) {
        Optional<String> search = Settings.search();
        Dataset<Row> rows = folded(batch).toDF();
        if (search.isPresent()) {
            rows.persist();
        }
        rows.write().mode(SaveMode.Append).jdbc(Settings.jdbcUrl(), "record", Settings.jdbcCredentials());
        if (search.isPresent()) {
            publish(rows);
            index(rows, search.get());
            rows.unpersist();
        }
    }

    private static void publish(Dataset<Row> rows) {
        rows.where(col("instrument").isin(Topics.records().toArray()))
                .select(
                        col("instrument").as("topic"),
                        col("borehole_number").as("key"),
                        to_json(struct(col("*"))).as("value"))
                .write()
                .format("kafka")
                .option("kafka.bootstrap.servers", Settings.bootstrap())
                .save();
    }

    private static void index(Dataset<Row> rows, String url) {
        rows.toJSON().foreachPartition((ForeachPartitionFunction<String>) documents -> {
            BulkIndex index = new BulkIndex(url);
            documents.forEachRemaining(index::add);
            index.flush();
        });
    }

    private static Dataset<Point> folded(Dataset<Row> batch) {
        return batch.where(col("borehole_number")
                        .isNotNull()
                        .and(col("reading").isNotNull())
                        .and(col("timestamp").isNotNull()))
                .withColumn(
                        "window_start", window(col("timestamp"), "10 seconds").getField("start"))
                .as(Encoders.bean(Point.class))
                .filter((FilterFunction<Point>) point -> Math.abs(point.getReading()) <= 10_000)
                .groupByKey(
                        (MapFunction<Point, String>)
                                point -> point.getInstrument() + point.getBorehole_number() + point.getWindow_start(),
                        Encoders.STRING())
                .reduceGroups((ReduceFunction<Point>) NaiveJob::meanOfTwo)
                .map((MapFunction<Tuple2<String, Point>, Point>) Tuple2::_2, Encoders.bean(Point.class));
    }

    private static Point meanOfTwo(Point one, Point other) {
        one.setReading((one.getReading() + other.getReading()) / 2);
        return one;
    }

    /** A row of the table; Spark's bean encoder takes the columns' names from the accessors'. */
    public static final class Point {
        private String instrument;
        private String boreholeNumber;
        private Timestamp windowStart;
        private double reading;

        public String getInstrument() {
            return instrument;
        }

        public void setInstrument(String instrument) {
            this.instrument = instrument;
        }

        public String getBorehole_number() {
            return boreholeNumber;
        }

        public void setBorehole_number(String boreholeNumber) {
            this.boreholeNumber = boreholeNumber;
        }

        public Timestamp getWindow_start() {
            return windowStart;
        }

        public void setWindow_start(Timestamp windowStart) {
            this.windowStart = windowStart;
        }

        public double getReading() {
            return reading;
        }

        public void setReading(double reading) {
            this.reading = reading;
        }
    }
}
