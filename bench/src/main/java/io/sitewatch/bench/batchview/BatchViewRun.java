package io.sitewatch.bench.batchview;

import io.sitewatch.bench.report.Percentiles;
import io.sitewatch.bench.stack.Database;
import io.sitewatch.bench.stack.House;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;

/** One size of a site: its database filled anew, the shipped batch view before it, and every question asked of that. */
final class BatchViewRun {
    private static final Duration LOOK_AT_HEAP_EVERY = Duration.ofMillis(200);

    private static final String UNFINISHED = "unfinished";

    private final House house;
    private final Database database;
    private final String heap;
    private final List<String> formats;
    private final int runs;

    BatchViewRun(House house, Database database, String heap, List<String> formats, int runs) {
        this.house = house;
        this.database = database;
        this.heap = heap;
        this.formats = formats;
        this.runs = runs;
    }

    Result run(SampleYear site, Path folder) throws SQLException, IOException, InterruptedException {
        String password = reader();
        Double fillSeconds = database.use(site.database()) ? null : filled(site);
        try (BatchViewProcess view = BatchViewProcess.start(house, heap, database.jdbcUrl(), password, folder)) {
            List<Asked> asked = new ArrayList<>();
            for (Question question : questions(site)) {
                asked.add(ask(view, question));
                tell(
                        "%s: p95 %,d ms",
                        question.name(), asked.get(asked.size() - 1).millis().p95());
            }
            Map<String, String> plans = plans(site, view);
            List<Export> exports = new ArrayList<>();
            for (String format : formats) {
                exports.add(export(view, site, format));
                tell(
                        "all records as %s: %,.0f s",
                        format, exports.get(exports.size() - 1).seconds());
            }
            return new Result(
                    database.number("SELECT count(*) FROM record"),
                    site.instruments(),
                    site.step().toSeconds(),
                    fillSeconds,
                    database.number("SELECT pg_total_relation_size('record') >> 20"),
                    database.number("SELECT pg_total_relation_size('record_summary') >> 20"),
                    heap,
                    asked,
                    exports,
                    view.usage().peakResidentBytes() >> 20,
                    plans);
        }
    }

    /** In seconds. Takes its name when it is whole: what breaks off before is not taken for a site later. */
    private double filled(SampleYear site) throws SQLException {
        database.recreate(UNFINISHED);
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        long began = System.nanoTime();
        try (Connection owner = database.connect()) {
            site.fill(owner);
        }
        double took = seconds(began);
        database.rename(site.database());
        return took;
    }

    private String reader() throws SQLException {
        String password = UUID.randomUUID().toString();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN CREATE ROLE report; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            statement.execute("ALTER ROLE report LOGIN PASSWORD '" + password + "'");
        }
        return password;
    }

    private List<Question> questions(SampleYear site) {
        return List.of(
                Question.year(site, runs),
                Question.month(site, runs),
                Question.compare(site, runs),
                Question.overview(runs),
                Question.pivotOfAMonth(runs),
                Question.pivot(Math.max(5, runs / 4)));
    }

    private static Asked ask(BatchViewProcess view, Question question) {
        List<Long> millis = new ArrayList<>();
        long bytes = 0;
        // The first tenth warms the JVM up and is not counted.
        int warm = Math.max(2, question.runs() / 10);
        for (int nr = -warm; nr < question.runs(); nr++) {
            long began = System.nanoTime();
            bytes = view.read(question.path().apply(nr + warm));
            if (nr >= 0) {
                millis.add((System.nanoTime() - began) / 1_000_000);
            }
        }
        return new Asked(question.name(), bytes >> 10, Percentiles.of(millis));
    }

    private Map<String, String> plans(SampleYear site, BatchViewProcess view)
            throws SQLException, IOException, InterruptedException {
        Plans plans = new Plans(database);
        Map<String, String> seen = new LinkedHashMap<>();
        for (Question question : List.of(Question.year(site, 1), Question.month(site, 1), Question.pivot(1))) {
            seen.put(
                    question.name(),
                    plans.of("record", () -> view.read(question.path().apply(1))));
        }
        return seen;
    }

    /** Every record of the site in one answer. */
    private static Export export(BatchViewProcess view, SampleYear site, String format) {
        AtomicLong peak = new AtomicLong();
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
        try {
            looks.scheduleAtFixedRate(
                    () -> peak.accumulateAndGet(view.heap(), Math::max),
                    0,
                    LOOK_AT_HEAP_EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);
            long began = System.nanoTime();
            long bytes = view.read(Question.export(format));
            double seconds = seconds(began);
            return new Export(format, bytes >> 20, seconds, site.records() / seconds, peak.get() >> 20);
        } finally {
            looks.shutdownNow();
        }
    }

    /** A run takes minutes: each figure is told when it is there. */
    private static void tell(String form, Object... figures) {
        System.err.println("  " + form.formatted(figures));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /**
     * What one question took.
     *
     * @param kibibytes of its last answer on the wire, compressed
     */
    record Asked(String question, long kibibytes, Percentiles millis) {}

    /**
     * All records as one file.
     *
     * @param mebibytes on the wire
     * @param peakHeapMiB the most that was seen on the heap while it was written, garbage included
     */
    record Export(String format, long mebibytes, double seconds, double recordsPerSecond, long peakHeapMiB) {}

    /**
     * One size.
     *
     * @param stepSeconds between two records of an instrument
     * @param fillSeconds absent: the database was there already
     * @param heap that the batch view was given
     * @param plans of the statements behind some questions, as they were run
     */
    record Result(
            long records,
            int instruments,
            long stepSeconds,
            Double fillSeconds,
            long recordMiB,
            long summaryMiB,
            String heap,
            List<Asked> asked,
            List<Export> exports,
            long peakRssMiB,
            Map<String, String> plans) {}
}
