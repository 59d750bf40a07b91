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

    static StreamReport empty(Machine machine, LoadSpec load, RaceSettings settings) {
        return new StreamReport(machine, load, settings, List.of(), List.of(), List.of(), List.of(), null, List.of());
    }

    StreamReport withThroughput(List<Race.Result> results) {
        return judged(results, killed, latency, growth, idle);
    }

    StreamReport withKilled(List<KillTest.Result> results) {
        return judged(throughput, results, latency, growth, idle);
    }

    StreamReport withLatency(List<LatencyTest.Result> results) {
        return judged(throughput, killed, results, growth, idle);
    }

    StreamReport withGrowth(List<Race.Result> results) {
        return judged(throughput, killed, latency, results, idle);
    }

    StreamReport withIdle(IdleTest.Result result) {
        return judged(throughput, killed, latency, growth, result);
    }

    private StreamReport judged(
            List<Race.Result> throughputs,
            List<KillTest.Result> kills,
            List<LatencyTest.Result> latencies,
            List<Race.Result> grown,
            IdleTest.Result idling) {
        return new StreamReport(
                machine,
                load,
                settings,
                throughputs,
                kills,
                latencies,
                grown,
                idling,
                StreamGoals.of(throughputs, kills, latencies, grown, idling));
    }

    /** The tables for people, of the parts that were run, and the goals. */
    String text() {
        StringBuilder text = new StringBuilder(machine.text()).append("\n\n");
        for (Part part : Part.values()) {
            if (has(part)) {
                text.append(table(part)).append('\n');
            }
        }
        return text.append(Goal.table(goals)).toString();
    }

    /** The table of a part that was run. */
    Table table(Part part) {
        return switch (part) {
            case throughput -> throughputTable();
            case kill -> killedTable();
            case latency -> latencyTable();
            case growth -> growthTable();
            case idle -> idleTable();
        };
    }

    private boolean has(Part part) {
        return switch (part) {
            case throughput -> !throughput.isEmpty();
            case kill -> !killed.isEmpty();
            case latency -> !latency.isEmpty();
            case growth -> !growth.isEmpty();
            case idle -> idle != null;
        };
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
                "of ceiling's",
                "seconds",
                "own CPU s",
                "Kafka CPU s",
                "PG CPU s",
                "ES CPU s",
                "peak RSS MiB",
                "exact",
                "missing",
                "doubled",
                "wrong mean",
                "wrong else");
        double ceiling = StreamGoals.rate(throughput, "spark-ceiling");
        double ceilingPerCpu = StreamGoals.ratePerCpuSecond(throughput, "spark-ceiling");
        for (Race.Result line : throughput) {
            Exactness exactness = line.exactness();
            table.row(
                    line.contestant(),
                    line.sinks(),
                    line.rowsPerSecond(),
                    ceiling == 0 ? null : Math.round(100 * line.rowsPerSecond() / ceiling) + " %",
                    line.rowsPerCpuSecond(),
                    ceilingPerCpu == 0 ? null : Math.round(100 * line.rowsPerCpuSecond() / ceilingPerCpu) + " %",
                    line.seconds(),
                    line.cpuSeconds(),
                    line.beside().broker(),
                    line.beside().postgres(),
                    line.beside().search(),
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
