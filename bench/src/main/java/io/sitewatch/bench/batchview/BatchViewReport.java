package io.sitewatch.bench.batchview;

import io.sitewatch.bench.report.Goal;
import io.sitewatch.bench.report.Machine;
import io.sitewatch.bench.report.Table;
import java.util.ArrayList;
import java.util.List;

/** Everything that one run of the batch view's benchmark saw. */
record BatchViewReport(Machine machine, List<BatchViewRun.Result> runs, List<Goal> goals) {
    private static final int YEAR_MILLIS = 300;
    private static final int PIVOT_MILLIS = 2000;
    private static final int HEAP_MEBIBYTES = 512;

    static BatchViewReport of(Machine machine, List<BatchViewRun.Result> runs) {
        List<Goal> goals = new ArrayList<>();
        for (BatchViewRun.Result run : runs) {
            String with = "%,d records: ".formatted(run.records());
            for (BatchViewRun.Asked asked : run.asked()) {
                if (asked.question().equals(Question.YEAR)) {
                    goals.add(Goal.under(
                            with + "p95 of " + Question.YEAR,
                            YEAR_MILLIS,
                            asked.millis().p95(),
                            " ms"));
                } else if (asked.question().equals(Question.PIVOT)) {
                    goals.add(Goal.under(
                            with + "p95 of " + Question.PIVOT,
                            PIVOT_MILLIS,
                            asked.millis().p95(),
                            " ms"));
                }
            }
            run.exports().stream()
                    .mapToLong(BatchViewRun.Export::peakHeapMiB)
                    .max()
                    .ifPresent(peak ->
                            goals.add(Goal.under(with + "heap while all are exported", HEAP_MEBIBYTES, peak, " MiB")));
        }
        return new BatchViewReport(machine, runs, goals);
    }

    /** The tables for people. */
    String text() {
        Table sizes = new Table(
                "Sizes: one year, filled in the order of time",
                "records",
                "instruments",
                "a record every s",
                "fill s",
                "record MiB",
                "summary MiB",
                "heap",
                "peak RSS MiB");
        Table questions = new Table(
                "Questions to the shipped batch view over HTTP, to the last byte",
                "records",
                "question",
                "runs",
                "KiB",
                "p50 ms",
                "p95 ms",
                "max ms");
        Table exports =
                new Table("All records as one file", "records", "format", "MiB", "s", "records/s", "peak heap MiB");
        StringBuilder plans = new StringBuilder();
        for (BatchViewRun.Result run : runs) {
            sizes.row(
                    run.records(),
                    run.instruments(),
                    run.stepSeconds(),
                    run.fillSeconds(),
                    run.recordMiB(),
                    run.summaryMiB(),
                    run.heap(),
                    run.peakRssMiB());
            run.asked()
                    .forEach(asked -> questions.row(
                            run.records(),
                            asked.question(),
                            asked.millis().samples(),
                            asked.kibibytes(),
                            asked.millis().p50(),
                            asked.millis().p95(),
                            asked.millis().max()));
            run.exports()
                    .forEach(export -> exports.row(
                            run.records(),
                            export.format(),
                            export.mebibytes(),
                            export.seconds(),
                            (long) export.recordsPerSecond(),
                            export.peakHeapMiB()));
            run.plans()
                    .forEach((question, plan) ->
                            plans.append("Plan, %,d records, %s:%n%s%n%n".formatted(run.records(), question, plan)));
        }
        return machine.text() + "\n\n" + sizes + "\n" + questions + "\n" + exports + "\n" + plans + Goal.table(goals);
    }
}
