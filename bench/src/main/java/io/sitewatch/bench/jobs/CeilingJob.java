package io.sitewatch.bench.jobs;

import org.apache.spark.sql.SparkSession;

/** The ceiling of the engine: Spark reads and parses the topic, and throws every row away. */
public final class CeilingJob {
    private CeilingJob() {}

    public static void main(String[] arguments) throws Exception {
        SparkSession session = SparkSource.session("ceiling");
        SparkSource.readings(session)
                .writeStream()
                .format("noop")
                .option("checkpointLocation", Settings.checkpoint())
                .start()
                .awaitTermination();
    }
}
