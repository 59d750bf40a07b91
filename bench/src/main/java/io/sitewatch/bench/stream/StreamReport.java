package io.sitewatch.bench.stream;

import io.sitewatch.bench.load.LoadSpec;
import io.sitewatch.bench.report.Goal;
import io.sitewatch.bench.report.Machine;
import io.sitewatch.bench.report.Table;
import java.util.List;

/** Everything that one run of the stream's benchmark saw; a part that was not asked for is empty or null. */
record StreamReport(
        Machine machine,
        LoadSpec load,
        RaceSettings settings,
        List<Race.Result> throughput,
        List<KillTest.Result> killed,
        List<LatencyTest.Result> latency,
        List<Race.Result> growth,
        IdleTest.Result idle,
        List<Goal> goals) {

    /** The tables for people. */
    String text() {
        StringBuilder text = new StringBuilder(machine.text()).append("\n\n");
        if (!throughput.isEmpty()) {
            text.append(throughputTable()).append('\n');
        }
        if (!killed.isEmpty()) {
            text.append(killedTable()).append('\n');
        }
        if (!latency.isEmpty()) {
            text.append(latencyTable()).append('\n');
        }
        if (!growth.isEmpty()) {
            text.append(growthTable()).append('\n');
        }
        if (idle != null) {
            text.append(idleTable()).append('\n');
        }
        return text.append(Goal.table(goals)).toString();
    }

    private Table throughputTable() {
        Table table = new Table(
                "Throughput: %,d readings of %,d instruments, the same log for each"
                        .formatted(load.readings(), load.instruments()),
                "contestant",
                "sinks",
                "rows/s",
                "of ceiling",
                "rows/CPU s",
                "seconds",
                "peak RSS MiB",
                "exact",
                "missing",
                "doubled",
                "wrong mean",
                "wrong else");
        double ceiling = StreamGoals.rate(throughput, "spark-ceiling");
        for (Race.Result line : throughput) {
            Exactness exactness = line.exactness();
            table.row(
                    line.contestant(),
                    line.sinks(),
                    line.rowsPerSecond(),
                    ceiling == 0 ? null : Math.round(100 * line.rowsPerSecond() / ceiling) + " %",
                    line.rowsPerCpuSecond(),
                    line.seconds(),
                    line.peakRssMiB(),
                    exactness == null ? null : exactness.exact(),
                    exactness == null ? null : exactness.missing(),
                    exactness == null ? null : exactness.doubled(),
                    exactness == null ? null : exactness.wrongMean(),
                    exactness == null ? null : exactness.wrongElsewhere() + exactness.unexpected());
        }
        return table;
    }

    private Table killedTable() {
        Table table = new Table(
                "Killed once (SIGKILL) amid the log, then started again",
                "contestant",
                "readings",
                "killed at",
                "recovery s",
                "exact",
                "rows",
                "expected",
                "missing",
                "doubled",
                "wrong mean",
                "wrong else");
        for (KillTest.Result line : killed) {
            Exactness exactness = line.exactness();
            table.row(
                    line.contestant(),
                    line.readings(),
                    line.killedAt(),
                    line.recoverySeconds(),
                    exactness.exact(),
                    exactness.rows(),
                    exactness.expected(),
                    exactness.missing(),
                    exactness.doubled(),
                    exactness.wrongMean(),
                    exactness.wrongElsewhere() + exactness.unexpected());
        }
        return table;
    }

    private Table latencyTable() {
        Table table = new Table(
                "Latency of sitewatch: from arrival in Kafka to visible, ms",
                "readings/s",
                "PG p50",
                "PG p95",
                "PG p99",
                "PG max",
                "ES p50",
                "ES p95",
                "ES p99",
                "ES max");
        for (LatencyTest.Result line : latency) {
            table.row(
                    line.perSecond(),
                    line.postgres().p50(),
                    line.postgres().p95(),
                    line.postgres().p99(),
                    line.postgres().max(),
                    line.elasticsearch().p50(),
                    line.elasticsearch().p95(),
                    line.elasticsearch().p99(),
                    line.elasticsearch().max());
        }
        return table;
    }

    private Table growthTable() {
        Table table = new Table(
                "Growth of sitewatch: a day of observed time, the same number of readings",
                "instruments",
                "rows/s",
                "rows/CPU s",
                "first quarter",
                "last quarter",
                "checkpoint and state MiB",
                "peak RSS MiB",
                "exact");
        for (Race.Result line : growth) {
            table.row(
                    line.instruments(),
                    line.rowsPerSecond(),
                    line.rowsPerCpuSecond(),
                    line.firstQuarterPerSecond(),
                    line.lastQuarterPerSecond(),
                    line.stateMiB(),
                    line.peakRssMiB(),
                    line.exactness() == null ? null : line.exactness().exact());
        }
        return table;
    }

    private Table idleTable() {
        return new Table("An idle site, MiB", "driver", "driver CPU %", "broker", "PostgreSQL", "Elasticsearch", "sum")
                .row(
                        idle.driverMiB(),
                        idle.driverCpu(),
                        idle.brokerMiB(),
                        idle.postgresMiB(),
                        idle.searchMiB(),
                        idle.driverMiB() + idle.brokerMiB() + idle.postgresMiB() + idle.searchMiB());
    }
}
