package io.sitewatch.stream.source;

import io.sitewatch.stream.checkpoint.CheckpointFolder;
import io.sitewatch.stream.checkpoint.LookLog;
import io.sitewatch.stream.checkpoint.RulesLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsAdmissionControl;
import org.apache.spark.sql.kafka010.KafkaSourceProvider;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** Plans the batches: Spark's Kafka source says which messages, this adds the clock, the rules and the looks. */
final class SiteStream implements MicroBatchStream, SupportsAdmissionControl, ReportsSourceMetrics {
    private final MicroBatchStream kafka;
    private final Broadcast<RulesLog> rules;
    private final LookLog looks;
    private final long latenessMillis;
    private final Clock clock;
    private final Pace pace;
    /** Readings that the readers met since the start, wherever they run: a hint only, since tasks may run twice. */
    private final LongAccumulator readings;

    private long readingsBefore;
    private long messagesBefore = -1;
    /** The last look that is done with; its file stays, so that the numbers go on behind it after a restart. */
    private long looksDone = Long.MAX_VALUE;

    SiteStream(
            MicroBatchStream kafka,
            Broadcast<RulesLog> rules,
            LookLog looks,
            long latenessMillis,
            Clock clock,
            Pace pace,
            LongAccumulator readings) {
        this.kafka = kafka;
        this.rules = rules;
        this.looks = looks;
        this.latenessMillis = latenessMillis;
        this.clock = clock;
        this.pace = pace;
        this.readings = readings;
    }

    static SiteStream open(CaseInsensitiveStringMap options, String checkpoint) {
        SupportsRead table = (SupportsRead) new KafkaSourceProvider().getTable(options);
        MicroBatchStream kafka = table.newScanBuilder(options).build().toMicroBatchStream(checkpoint);
        SparkContext spark = SparkSession.active().sparkContext();
        SerializableConfiguration configuration = new SerializableConfiguration(spark.hadoopConfiguration());
        CheckpointFolder folder = new CheckpointFolder(options.get(SiteSource.FOLDER), configuration);
        return new SiteStream(
                kafka,
                new JavaSparkContext(spark).broadcast(new RulesLog(folder.folder(SiteFolders.RULES))),
                new LookLog(folder.folder(SiteFolders.LOOKS)),
                options.getLong(SiteSource.LATENESS, 0),
                Clock.systemUTC(),
                new Pace(options.getLong(SiteSource.MOST_READINGS, Long.MAX_VALUE)),
                spark.longAccumulator("readings"));
    }

    @Override
    public Offset initialOffset() {
        return new SiteOffset(new SiteOffset.Content(
                kafka.initialOffset().json(), rules.value().newest(0), -1, clock.millis(), 0));
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("the engine asks with a limit");
    }

    /** The engine's own limit cannot know what the messages hold: {@link Pace} sets it batch by batch. */
    @Override
    public ReadLimit getDefaultReadLimit() {
        return ReadLimit.allAvailable();
    }

    @Override
    public Offset latestOffset(Offset start, ReadLimit limit) {
        SiteOffset.Content from = ((SiteOffset) start).content();
        Offset kafkaFrom = kafka.deserializeOffset(from.kafka());
        look(from);
        Offset kafkaTo = admission().latestOffset(kafkaFrom, ReadLimit.maxRows(pace.messages()));
        long look = looks.newest(from.look());
        if (kafkaTo == null) {
            kafkaTo = kafkaFrom;
        }
        if (kafkaTo.equals(kafkaFrom) && look == from.look()) {
            return start;
        }
        long now = Math.max(from.now(), clock.millis());
        Offset end = admission().reportLatestOffset();
        boolean hasCaughtUp = end == null || end.equals(kafkaTo);
        return new SiteOffset(new SiteOffset.Content(
                kafkaTo.json(), rules.value().newest(from.rules()), look, now, hasCaughtUp ? now : from.logTime()));
    }

    @Override
    public Offset reportLatestOffset() {
        return null;
    }

    @Override
    public Offset deserializeOffset(String json) {
        return SiteOffset.of(json);
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        SiteOffset.Content from = ((SiteOffset) start).content();
        SiteOffset.Content to = ((SiteOffset) end).content();
        InputPartition[] planned =
                kafka.planInputPartitions(kafka.deserializeOffset(from.kafka()), kafka.deserializeOffset(to.kafka()));
        List<String> instruments = new ArrayList<>();
        for (long look = from.look() + 1; look <= to.look(); look++) {
            instruments.addAll(looks.read(look));
        }
        SitePartition.Control control = new SitePartition.Control(to.kafka(), instruments);
        InputPartition[] partitions = new InputPartition[Math.max(1, planned.length)];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new SitePartition(
                    planned.length == 0 ? null : planned[i],
                    to.rules(),
                    to.now(),
                    to.logTime(),
                    i == 0 ? control : null);
        }
        return partitions;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new SiteReaderFactory(kafka.createReaderFactory(), rules, latenessMillis, readings);
    }

    @Override
    public void commit(Offset end) {
        SiteOffset.Content content = ((SiteOffset) end).content();
        kafka.commit(kafka.deserializeOffset(content.kafka()));
        for (long look = Math.max(0, looksDone); look < content.look(); look++) {
            looks.delete(look);
        }
        looksDone = content.look();
    }

    @Override
    public Map<String, String> metrics(Optional<Offset> latestConsumed) {
        Optional<Offset> consumed = latestConsumed.map(offset ->
                kafka.deserializeOffset(SiteOffset.of(offset.json()).content().kafka()));
        return ((ReportsSourceMetrics) kafka).metrics(consumed);
    }

    @Override
    public void stop() {
        kafka.stop();
    }

    /** Learns from the batch that ended there. */
    private void look(SiteOffset.Content at) {
        long messages = at.messages();
        long met = readings.value();
        if (messagesBefore >= 0) {
            pace.had(messages - messagesBefore, met - readingsBefore);
        }
        messagesBefore = messages;
        readingsBefore = met;
    }

    private SupportsAdmissionControl admission() {
        return (SupportsAdmissionControl) kafka;
    }
}
