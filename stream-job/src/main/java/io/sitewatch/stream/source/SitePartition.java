package io.sitewatch.stream.source;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A part of a batch.
 *
 * @param kafka the messages; null when there are only looks
 * @param control for the first part only: what the batch says of itself
 */
record SitePartition(InputPartition kafka, int rules, long now, long logTime, Control control)
        implements InputPartition {

    /**
     * What a batch says of itself.
     *
     * @param end offsets in the topic behind the batch, in Spark's form
     * @param looks instruments that the clock asks to look at
     */
    record Control(String end, List<String> looks) implements Serializable {}

    @Override
    public String[] preferredLocations() {
        return kafka == null ? new String[0] : kafka.preferredLocations();
    }
}
