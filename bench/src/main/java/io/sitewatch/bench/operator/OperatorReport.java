package io.sitewatch.bench.operator;

import io.sitewatch.bench.report.Goal;
import io.sitewatch.bench.report.Machine;
import io.sitewatch.bench.report.Table;
import java.util.ArrayList;
import java.util.List;

/** Everything that one run of the operator's benchmark saw. */
record OperatorReport(Machine machine, List<OperatorRun.Result> runs, List<Goal> goals) {

    static OperatorReport of(Machine machine, List<OperatorRun.Result> runs) {
        List<Goal> goals = new ArrayList<>();
        for (OperatorRun.Result run : runs) {
            String with = "%,d sites: ".formatted(run.sites());
            goals.add(Goal.atLeast(with + "sites made Ready", 10, run.sitesPerSecond(), " a second"));
            goals.add(Goal.under(with + "writes at rest", 1, run.writesAtRest(), ""));
            goals.add(Goal.under(with + "heap after a full GC", 256, run.heapMiB(), " MiB"));
            goals.add(Goal.under(
                    with + "p95 of mending a deleted ConfigMap",
                    1,
                    run.repairMillis().p95() / 1000.0,
                    " s"));
        }
        return new OperatorReport(machine, runs, goals);
    }

    /** The tables for people. */
    String text() {
        Table table = new Table(
                "Operator: many sites on the embedded API, everybody else's part played in no time",
                "sites",
                "s to Ready",
                "sites/s",
                "sites/CPU s",
                "reconciles/s",
                "writes/site",
                "changes/site",
                "reconciles at rest",
                "writes at rest",
                "changes at rest",
                "heap MiB",
                "peak RSS MiB",
                "repair p50 ms",
                "p95 ms");
        for (OperatorRun.Result run : runs) {
            table.row(
                    run.sites(),
                    run.seconds(),
                    run.sitesPerSecond(),
                    run.sitesPerCpuSecond(),
                    run.reconciliationsPerSecond(),
                    run.writesPerSite(),
                    run.changesPerSite(),
                    run.reconciliationsAtRest(),
                    run.writesAtRest(),
                    run.changesAtRest(),
                    run.heapMiB(),
                    run.peakRssMiB(),
                    run.repairMillis().p50(),
                    run.repairMillis().p95());
        }
        return machine.text() + "\n\n" + table + "\n" + Goal.table(goals);
    }
}
