package io.sitewatch.batchview;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.sitewatch.batchview.sample.SampleSite;
import io.sitewatch.batchview.sample.SitePostgres;
import io.sitewatch.batchview.site.InstrumentKey;
import io.sitewatch.batchview.store.Database;
import io.sitewatch.batchview.store.Histories;
import io.sitewatch.batchview.store.Instruments;
import io.sitewatch.batchview.store.Records;
import io.sitewatch.batchview.store.Records.Selection;
import io.sitewatch.batchview.store.Resolution;
import io.sitewatch.batchview.store.Summaries;
import io.sitewatch.readings.InstrumentType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * How long the questions of the pages take, and how much heap an answer of any length needs; no test. Prints Markdown and,
 * as its last line, JSON. Arguments: instruments of each of the five types, and records of each instrument.
 */
public final class Benchmark {
    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    private final SitePostgres postgres;
    private final Histories histories;
    private final Instruments instruments;
    private final Summaries summaries;
    private final Records records;
    private final Random random = new Random(7);
    private final int perType;
    private final List<String> json = new ArrayList<>();

    private Benchmark(SitePostgres postgres, DataSource pool, int perType) {
        Database database = Database.over(pool);
        this.postgres = postgres;
        this.perType = perType;
        histories = new Histories(database);
        instruments = new Instruments(database);
        summaries = new Summaries(database);
        records = new Records(database);
    }

    public static void main(String[] args) throws SQLException {
        int perType = Integer.parseInt(args[0]);
        int windows = Integer.parseInt(args[1]);
        try (SitePostgres postgres = SitePostgres.start()) {
            long began = System.nanoTime();
            long rows = new SampleSite(postgres).fill(perType, windows, FROM, YEAR.dividedBy(windows));
            System.out.printf(
                    Locale.ROOT,
                    "%n## %,d records: %d instruments, one year, one record every %s; filled in %d s%n%n",
                    rows,
                    5 * perType,
                    YEAR.dividedBy(windows).withNanos(0),
                    (System.nanoTime() - began) / 1_000_000_000);
            try (AgroalDataSource pool = AgroalDataSource.from(pool(postgres))) {
                new Benchmark(postgres, pool, perType).run(rows);
            }
        }
    }

    private static AgroalDataSourceConfigurationSupplier pool(SitePostgres postgres) {
        return new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(4)
                .connectionFactoryConfiguration(connection -> connection
                        .jdbcUrl(postgres.url())
                        .jdbcProperty("options", "-c default_transaction_read_only=on")
                        .principal(new NamePrincipal(SitePostgres.REPORT))
                        .credential(new SimplePassword(SitePostgres.REPORT_PASSWORD))));
    }

    private void run(long rows) throws SQLException {
        System.out.println("| question | runs | p50 ms | p95 ms |");
        System.out.println("|---|---|---|---|");
        Instant to = FROM.plus(YEAR);
        time("history of one instrument, a year, 1000 pixels", 60, () -> history(FROM, to));
        Instant lastMonth = to.minus(Duration.ofDays(31));
        time("history of one instrument, a month, 1000 pixels", 60, () -> history(lastMonth, to));
        time("the last record of every instrument (v_latest)", 30, instruments::latest);
        time("pivot of the site, day by day, a year", 12, () -> pivot(FROM, to));
        time("pivot of the site, day by day, a month", 30, () -> pivot(lastMonth, to));
        plan(
                "history, a year",
                "SELECT min(bucket), min(reading_min), max(reading_max) FROM record_summary WHERE grain = 'hour' AND "
                        + "instrument = 'piezometer' AND borehole_number = 'BH-101' AND bucket >= '2025-01-01' AND "
                        + "bucket < '2026-01-01' GROUP BY floor(extract(epoch FROM bucket) * 1000 / 32400000)");
        plan(
                "pivot, day by day, a year",
                "SELECT instrument, borehole_number, bucket, weighted_sum / samples FROM record_summary "
                        + "WHERE grain = 'day' AND bucket >= '2025-01-01' AND bucket < '2026-01-01'");
        export(to);
        System.out.printf("{\"records\": %d, \"p95_ms\": {%s}}%n", rows, String.join(", ", json));
    }

    private void history(Instant from, Instant to) {
        InstrumentType type = InstrumentType.values()[random.nextInt(5)];
        int borehole = 100 * type.ordinal() + 1 + random.nextInt(perType);
        histories.points(new InstrumentKey(type, "BH-" + borehole), from, to, Resolution.of(from, to, 1000));
    }

    private void pivot(Instant from, Instant to) {
        summaries.each("day", new Selection(List.of(), List.of(), from, to), bucket -> {});
    }

    private void time(String question, int runs, Runnable ask) {
        ask.run();
        double[] millis = new double[runs];
        for (int run = 0; run < runs; run++) {
            long began = System.nanoTime();
            ask.run();
            millis[run] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        double p95 = millis[(int) Math.ceil(runs * 0.95) - 1];
        System.out.printf(Locale.ROOT, "| %s | %d | %.1f | %.1f |%n", question, runs, millis[runs / 2], p95);
        json.add(String.format(Locale.ROOT, "\"%s\": %.1f", question, p95));
    }

    private void plan(String question, String sql) throws SQLException {
        System.out.printf("%nPlan of \"%s\":%n%n```%n", question, question);
        try (Connection connection = postgres.report();
                ResultSet lines = connection
                        .createStatement()
                        .executeQuery("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, SUMMARY OFF) " + sql)) {
            while (lines.next()) {
                System.out.println(lines.getString(1));
            }
        }
        System.out.println("```");
    }

    /** Every record of the year through the cursor: the heap in use must not grow with their number. */
    private void export(Instant to) {
        AtomicLong read = new AtomicLong();
        AtomicLong peak = new AtomicLong();
        long began = System.nanoTime();
        records.each(new Selection(List.of(), List.of(), FROM, to), row -> {
            if (read.incrementAndGet() % 100_000 == 0) {
                Runtime runtime = Runtime.getRuntime();
                peak.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
            }
        });
        System.out.printf(
                Locale.ROOT,
                "%nAll %,d records through the cursor: %.1f s; heap in use, garbage included, at most %d MiB of -Xmx %d "
                        + "MiB.%n%n",
                read.get(),
                (System.nanoTime() - began) / 1e9,
                peak.get() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
