package io.sitewatch.bench.jobs;

import io.sitewatch.readings.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Aggregator;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.state.WindowStore;

/**
 * What a user might pick instead of Spark: a Kafka Streams topology with the same ten-second windows and a week's grace,
 * whose changes go to a topic and from there, in batches, into PostgreSQL as an upsert; where there is a search, to topics and
 * into it, too.
 *
 * <p>With the argument {@code plain} it is the textbook's, with Kafka Streams' own defaults but for the commit interval.
 * With {@code whole} a record has all that ours has but level and revision, not mean and count alone. With {@code careful} it
 * runs exactly-once and keeps each window's times to leave out duplicates, by hand.
 */
public final class KafkaStreamsJob {
    /** Variable with the consumer group of the topology; the sink's is {@link #sinkGroup}. */
    public static final String GROUP = "BENCH_GROUP";

    public static final String CHANGES = "record-changes";

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LATENESS = Duration.ofDays(7);

    private KafkaStreamsJob() {}

    /** The group that the sink of that topology reads with. */
    public static String sinkGroup(String group) {
        return group + "-sink";
    }

    public static void main(String[] arguments) throws InterruptedException {
        boolean careful = List.of(arguments).contains("careful");
        boolean whole = List.of(arguments).contains("whole");
        Aggregator<String, Sample, Mean> aggregator = careful
                ? (key, sample, mean) -> mean.plusOnce(sample)
                : whole ? (key, sample, mean) -> mean.plusWhole(sample) : (key, sample, mean) -> mean.plus(sample);
        KafkaStreams streams = new KafkaStreams(topology(aggregator).build(), settings(careful));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(Duration.ofSeconds(10))));
        streams.start();
        new UpsertSink(Settings.bootstrap(), sinkGroup(Settings.required(GROUP)), careful, whole).run();
    }

    private static StreamsBuilder topology(Aggregator<String, Sample, Mean> aggregator) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Windowed<String>, Mean> changes = builder.stream(
                        Topics.MONITORING,
                        Consumed.with(Serdes.String(), Sample.wire())
                                .withTimestampExtractor(
                                        (message, partitionTime) -> message.value() instanceof Sample sample
                                                        && notFromTheFuture(sample, message.timestamp())
                                                ? sample.observed()
                                                : -1))
                .groupByKey(Grouped.with(Serdes.String(), Sample.wire()))
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, LATENESS))
                .aggregate(
                        () -> Mean.NONE,
                        aggregator,
                        Materialized.<String, Mean, WindowStore<Bytes, byte[]>>as("means")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Mean.serde())
                                .withRetention(LATENESS.plus(WINDOW)))
                .toStream();
        changes.to(
                CHANGES,
                Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, WINDOW.toMillis()), Mean.serde()));
        if (Settings.search().isPresent()) {
            changes.map((window, mean) -> KeyValue.pair(window.key(), mean.document(window)))
                    .to(
                            (instrument, document, context) -> instrument.substring(0, instrument.indexOf('/')),
                            Produced.with(Serdes.String(), Serdes.String()));
        }
        return builder;
    }

    private static boolean notFromTheFuture(Sample sample, long arrival) {
        return sample.observed() <= arrival + Duration.ofMinutes(5).toMillis()
                && sample.observed() >= arrival - LATENESS.toMillis();
    }

    private static Properties settings(boolean careful) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Settings.required(GROUP));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, Settings.bootstrap());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, Settings.checkpoint());
        settings.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, Runtime.getRuntime().availableProcessors());
        // The same freshness as the others' batches give.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        if (careful) {
            settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        }
        return settings;
    }
}
