package io.sitewatch.stream;

import io.sitewatch.readings.Topics;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.InstrumentProcessor;
import io.sitewatch.stream.checkpoint.BatchLog;
import io.sitewatch.stream.checkpoint.CheckpointFolder;
import io.sitewatch.stream.checkpoint.LookLog;
import io.sitewatch.stream.checkpoint.Manifest;
import io.sitewatch.stream.checkpoint.RulesLog;
import io.sitewatch.stream.http.StatusServer;
import io.sitewatch.stream.sink.BatchWriter;
import io.sitewatch.stream.sink.Patience;
import io.sitewatch.stream.sink.PostgresView;
import io.sitewatch.stream.sink.Refusals;
import io.sitewatch.stream.sink.Run;
import io.sitewatch.stream.sink.RunRegistry;
import io.sitewatch.stream.sink.SearchView;
import io.sitewatch.stream.sink.SiteProjection;
import io.sitewatch.stream.sink.TopicsView;
import io.sitewatch.stream.sink.WrongHistoryException;
import io.sitewatch.stream.source.SiteFolders;
import io.sitewatch.stream.source.SiteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.kafka010.KafkaIllegalStateException;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One site's stream from its log to its views, from start to stop. */
final class SiteQuery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SiteQuery.class);
    private static final long LOOK_EVERY_MILLIS = 1000;
    /** ENOSPC, as Linux words it. */
    private static final String NO_SPACE = "No space left on device";

    private final StreamSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Patience patience = Patience.usual();
    private final Refusals refusals = new Refusals();
    private final Progress progress = new Progress();
    private final StopGate gate = new StopGate();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "clock");
        thread.setDaemon(true);
        return thread;
    });
    private final StatusServer status;
    private SparkSession spark;
    private volatile StreamingQuery query;

    SiteQuery(StreamSettings settings) throws IOException {
        this.settings = settings;
        this.status = new StatusServer(
                settings.httpHost(), settings.httpPort(), progress::snapshot, this::isRunning, refusals::total);
    }

    /** Runs until it is stopped. */
    void run() throws Exception {
        LOG.info(
                "site {}: database {}, search {}",
                settings.site(),
                settings.database(),
                settings.search().map(Object::toString).orElse("none"));
        RunRegistry registry = new RunRegistry(settings.database());
        Future<?> surroundings = timer.submit(() -> {
            awaitSurroundings(registry);
            return null;
        });
        spark = SparkSetup.session(settings.site(), settings.checkpoint());
        StreamJob.quietSpark();
        spark.streams().addListener(new EngineListener(progress));
        gate.onTermination(() -> query);
        CheckpointFolder checkpoint = new CheckpointFolder(
                settings.checkpoint() + "/" + runFolder(),
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        Manifest manifest =
                Manifest.enter(checkpoint, settings.site(), settings.window().toMillis());

        await(surroundings);
        Run run;
        try (SiteLog log = new SiteLog(settings.kafka())) {
            run = patience.until(
                    "entering the run", () -> registry.enter(manifest.queryId(), settings.replay(), log.coversFrom()));
        }
        Optional<PostgresView.Progress> written = checkHistory(registry, run, checkpoint);
        progress.begin(manifest.queryId());
        written.ifPresent(progress::stored);

        RulesLog rulesLog = new RulesLog(checkpoint.folder(SiteFolders.RULES));
        RulesKeeper rules = new RulesKeeper(settings.rulesFile().map(Path::of), registry, rulesLog, clock);
        StaleWatch watch = new StaleWatch(new LookLog(checkpoint.folder(SiteFolders.LOOKS)));
        patience.until("reading what the database knows of the site", () -> {
            rules.start();
            registry.instruments(run, watch::take);
            return null;
        });

        Optional<SiteProjection> projection = settings.crs().map(SiteProjection::of);
        PostgresView postgres = new PostgresView(
                settings.database(), run, progress::stored, batch -> watch.isAllSaid(batch.plan(), rules.current()));
        TopicsView topics = new TopicsView(settings.kafka(), settings.group(), run, refusals);
        Optional<SearchView> search =
                settings.search().map(where -> new SearchView(where, settings.site(), projection, run, refusals));
        BatchLog unwritten = new BatchLog(checkpoint.folder(SiteFolders.BATCHES));
        try (BatchWriter writer = new BatchWriter(postgres, topics, search);
                LagMeter lag = new LagMeter(settings.kafka(), settings.group(), progress, written.isPresent());
                BatchHandover handover = new BatchHandover(unwritten, gate, batch -> {
                    watch.heard(batch);
                    writer.write(batch);
                    lag.read(batch.plan().end());
                    ended(batch);
                })) {
            writer.prepare();
            handover.resume();
            timer.scheduleWithFixedDelay(() -> look(rules, watch, lag), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            query = start(checkpoint, rulesLog, handover);
            LOG.info("run {} has begun, query {}", run.number(), run.queryId());
            query.awaitTermination();
        } catch (StreamingQueryException failure) {
            throw explained(failure);
        }
    }

    /** What takes its time while Spark starts: the tables, and the log. */
    private void awaitSurroundings(RunRegistry registry) throws InterruptedException {
        patience.until("bringing PostgreSQL's tables up to date", () -> {
            registry.migrate();
            return null;
        });
        try (SiteLog log = new SiteLog(settings.kafka())) {
            patience.until("waiting for the topic " + Topics.MONITORING, () -> {
                log.describe();
                return null;
            });
        }
    }

    private static void await(Future<?> done) throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        status.close();
        if (spark != null) {
            spark.stop();
        }
    }

    private StreamingQuery start(CheckpointFolder checkpoint, RulesLog rules, BatchHandover handover)
            throws TimeoutException {
        long windowMicros = settings.window().toMillis() * 1000;
        long latenessMillis = settings.lateness().toMillis();
        DataStreamReader reader = spark.readStream()
                .format(SiteSource.NAME)
                .option(SiteSource.FOLDER, checkpoint.location())
                .option(SiteSource.LATENESS, latenessMillis)
                .option("subscribe", Topics.MONITORING)
                .option("startingOffsets", "earliest")
                .option("failOnDataLoss", "true")
                .option("groupIdPrefix", settings.group())
                .option(SiteSource.MOST_READINGS, spark.conf().get(SparkSetup.MOST_READINGS))
                .option("maxRecordsPerPartition", "50000")
                // With each poll Spark asks the broker where the log begins and where it ends.
                .option("kafka.max.poll.records", "10000")
                // At the end of the log that question waits behind a fetch, half a second if nobody says otherwise.
                .option("kafka.fetch.max.wait.ms", "20")
                .option("kafka.max.partition.fetch.bytes", "4194304")
                .option("kafka.fetch.max.bytes", "8388608");
        for (var property : settings.kafka().entrySet()) {
            reader = reader.option("kafka." + property.getKey(), property.getValue());
        }
        Dataset<Row> rows = reader.load();
        Dataset<byte[]> changes = rows.groupBy(functions.col("key"))
                .as(Encoders.STRING(), Encoders.tuple(Encoders.STRING(), Encoders.BINARY()))
                .transformWithState(
                        new InstrumentProcessor(
                                windowMicros,
                                latenessMillis,
                                new JavaSparkContext(spark.sparkContext()).broadcast(rules)),
                        TimeMode.None(),
                        OutputMode.Append(),
                        Encoders.BINARY());
        return changes.writeStream()
                .queryName("sitewatch-" + settings.site())
                .option("checkpointLocation", checkpoint.location() + "/query")
                .outputMode(OutputMode.Append())
                .trigger(Trigger.ProcessingTime(settings.trigger().toMillis()))
                .foreachBatch((Dataset<byte[]> batch, Long id) -> handover.take(id, batch.collectAsList()))
                .start();
    }

    private void ended(Batch batch) {
        progress.ended(batch, clock.instant());
        LOG.info(
                "batch {}: {} received, {} averaged, {} duplicate, {} rejected; {} records, {} alerts; {} ms",
                batch.id(),
                batch.received(),
                batch.counts().averaged(),
                batch.counts().duplicate(),
                batch.counts().rejected(),
                batch.records().size(),
                batch.alerts().size(),
                clock.millis() - batch.plan().now());
    }

    private void look(RulesKeeper rules, StaleWatch watch, LagMeter lag) {
        try {
            rules.look();
            watch.look(clock.millis(), rules.current());
            lag.measure();
        } catch (Exception failure) {
            LOG.warn("looking at clock and rules failed, again in a second: {}", failure.getMessage());
        }
    }

    /**
     * The views must not be ahead of the checkpoint, nor of a later run.
     *
     * @return how far the views have come in this run
     */
    private Optional<PostgresView.Progress> checkHistory(RunRegistry registry, Run run, CheckpointFolder checkpoint)
            throws InterruptedException {
        long newest = patience.until("reading the runs", registry::newestRun);
        if (newest > run.number()) {
            throw new WrongHistoryException(
                    "the checkpoint " + checkpoint.location() + " is of run " + run.number() + ", but run " + newest
                            + " has rebuilt the views since. Set spec.stream.replay to a word not used before");
        }
        Optional<PostgresView.Progress> written =
                patience.until("reading how far the run has come", () -> registry.progress(run));
        long planned = checkpoint.folder("query/offsets").highestNumber("");
        if (written.isPresent() && written.get().batchId() > planned) {
            throw new WrongHistoryException(
                    "PostgreSQL has batch " + written.get().batchId() + " of this run, the checkpoint "
                            + checkpoint.location() + " only " + planned
                            + ": it was emptied or restored. Delete that folder, or "
                            + "set spec.stream.replay to a word not used before, and the views are rebuilt from the log");
        }
        if (written.isEmpty() && run.isRebuild()) {
            LOG.warn(
                    "run {} rebuilds the views from the log: {}",
                    run.number(),
                    settings.replay().isEmpty()
                            ? "there is no checkpoint yet, but views of an earlier run"
                            : "the replay " + settings.replay() + " was asked for");
        }
        return written;
    }

    private String runFolder() {
        return settings.replay().isEmpty()
                ? "first"
                : "replay-" + settings.replay().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private boolean isRunning() {
        StreamingQuery running = query;
        return running != null && running.isActive();
    }

    /** The refusal that the failure comes from, or the failure itself. */
    private static Exception explained(StreamingQueryException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongHistoryException wrong) {
                return wrong;
            }
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains(NO_SPACE)) {
                LOG.error(
                        "the disk of the checkpoint is full: give spec.stream more storage for it, or room on the disk."
                                + " Nothing is lost: the batch is run again at the next start");
                return failure;
            }
            if (cause instanceof KafkaIllegalStateException lost) {
                return new WrongHistoryException("the log no longer has all that the stream had not read yet: "
                        + lost.getMessage() + " Set spec.stream.replay to a word not used before: the views are then"
                        + " rebuilt from what the log has, and older records stay as they are");
            }
        }
        return failure;
    }
}
