package io.sitewatch.stream.source;

import io.sitewatch.stream.checkpoint.RulesLog;
import io.sitewatch.stream.wire.Cleaning;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.LongAccumulator;

/** Makes the readers, in the executors. */
final class SiteReaderFactory implements PartitionReaderFactory {
    private final PartitionReaderFactory kafka;
    /** Read once in each executor: the factory itself is read anew by each task. */
    private final Broadcast<RulesLog> rules;

    private final long latenessMillis;
    private final LongAccumulator readings;

    SiteReaderFactory(
            PartitionReaderFactory kafka, Broadcast<RulesLog> rules, long latenessMillis, LongAccumulator readings) {
        this.kafka = kafka;
        this.rules = rules;
        this.latenessMillis = latenessMillis;
        this.readings = readings;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        SitePartition part = (SitePartition) partition;
        return new SiteReader(
                part.kafka() == null ? null : kafka.createReader(part.kafka()),
                part,
                rules.value(),
                new Cleaning(latenessMillis),
                readings);
    }
}
