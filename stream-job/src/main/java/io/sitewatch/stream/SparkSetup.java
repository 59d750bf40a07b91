package io.sitewatch.stream;

import io.sitewatch.stream.checkpoint.LocalFileManager;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The session: what the stream's exactness and memory rest on is set here, not left to who submits it. */
final class SparkSetup {
    /** Readings a batch, about; bounds the memory of the driver. */
    static final String MOST_READINGS = "spark.sitewatch.readingsPerBatch";

    private static final Map<String, String> REQUIRED = Map.of(
            "spark.sql.streaming.stateStore.providerClass",
            "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider",
            "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled",
            "true",
            "spark.sql.session.timeZone",
            "UTC");

    private static final Map<String, String> UNLESS_SAID = Map.ofEntries(
            Map.entry("spark.ui.enabled", "false"),
            Map.entry("spark.log.level", "WARN"),
            Map.entry("spark.sql.shuffle.partitions", "4"),
            // Rows are compact already.
            Map.entry("spark.shuffle.compress", "false"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.boundedMemoryUsage", "true"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB", "96"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.trackTotalNumberOfRows", "false"),
            Map.entry("spark.sql.streaming.minBatchesToRetain", "10"),
            Map.entry("spark.sql.streaming.numRecentProgressUpdates", "4"),
            Map.entry(MOST_READINGS, "100000"));

    private static final String FILE_MANAGER = "spark.sql.streaming.checkpointFileManagerClass";

    private SparkSetup() {}

    /**
     * The session of a site.
     *
     * @param checkpoint where it is: a path, or a URL of any file system that Hadoop knows
     */
    static SparkSession session(String site, String checkpoint) {
        SparkConf conf = new SparkConf();
        UNLESS_SAID.forEach(conf::setIfMissing);
        if (isOnADisk(checkpoint)) {
            conf.setIfMissing(FILE_MANAGER, LocalFileManager.class.getName());
        }
        REQUIRED.forEach(conf::set);
        return SparkSession.builder().appName("sitewatch-" + site).config(conf).getOrCreate();
    }

    /** Whether it is on a disk or a mounted volume. */
    static boolean isOnADisk(String checkpoint) {
        String scheme = new Path(checkpoint).toUri().getScheme();
        return scheme == null || scheme.equals("file");
    }
}
