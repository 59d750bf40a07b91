package io.sitewatch.bench.stream;

import io.sitewatch.bench.report.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was promised of the stream, held against what a run saw. A goal whose figures were not taken is left out. */
final class StreamGoals {
    private static final String OURS = "sitewatch";

    private StreamGoals() {}

    static List<Goal> of(
            List<Race.Result> throughput,
            List<KillTest.Result> killed,
            List<LatencyTest.Result> latency,
            List<Race.Result> growth,
            IdleTest.Result idle) {
        List<Goal> goals = new ArrayList<>();
        ceiling(throughput).ifPresent(goals::add);
        others(throughput).forEach(goals::add);
        exact(killed).ifPresent(goals::add);
        for (LatencyTest.Result line : latency) {
            if (line.perSecond() == 1000) {
                goals.add(Goal.under(
                        "p95 to PostgreSQL at 1,000/s", 3, line.postgres().p95() / 1000.0, " s"));
                goals.add(Goal.under(
                        "p95 to Elasticsearch at 1,000/s",
                        3,
                        line.elasticsearch().p95() / 1000.0,
                        " s"));
            }
        }
        hundredfold(growth).ifPresent(goals::add);
        if (idle != null) {
            goals.add(Goal.under("driver of an idle site", 1024, idle.driverMiB(), " MiB"));
        }
        return goals;
    }

    /** Rows a second of that contestant, 0 when it did not run. */
    static double rate(List<Race.Result> throughput, String contestant) {
        return figure(throughput, contestant, Race.Result::rowsPerSecond);
    }

    /** Rows that it did in a second of its own CPU time, 0 when it did not run. */
    static double ratePerCpuSecond(List<Race.Result> throughput, String contestant) {
        return figure(throughput, contestant, Race.Result::rowsPerCpuSecond);
    }

    private static double figure(
            List<Race.Result> throughput, String contestant, ToDoubleFunction<Race.Result> figure) {
        return throughput.stream()
                .filter(line -> line.contestant().equals(contestant))
                .mapToDouble(figure)
                .findFirst()
                .orElse(0);
    }

    private static Optional<Goal> ceiling(List<Race.Result> throughput) {
        double ours = rate(throughput, OURS);
        double ceiling = rate(throughput, "spark-ceiling");
        return ours == 0 || ceiling == 0
                ? Optional.empty()
                : Optional.of(Goal.atLeast("rows/s beside the ceiling of Spark", 60, 100 * ours / ceiling, " %"));
    }

    private static List<Goal> others(List<Race.Result> throughput) {
        double ours = rate(throughput, OURS);
        return throughput.stream()
                .filter(line -> ours > 0
                        && line.exactness() != null
                        && !line.contestant().startsWith(OURS))
                .map(line -> Goal.atLeast(
                        "rows/s beside " + line.contestant(), 100, 100 * ours / line.rowsPerSecond(), " %"))
                .toList();
    }

    private static Optional<Goal> exact(List<KillTest.Result> killed) {
        return killed.stream()
                .filter(line -> line.contestant().equals(OURS))
                .map(line -> Goal.holds(
                        "exact after a kill -9", "yes", line.exactness().exact()))
                .findFirst();
    }

    /** Every count of instruments against a hundredth of it; the worst of them counts. */
    private static Optional<Goal> hundredfold(List<Race.Result> growth) {
        return growth.stream()
                .flatMap(large -> growth.stream()
                        .filter(small -> small.instruments() * 100 == large.instruments())
                        .map(small -> 100 * large.rowsPerSecond() / small.rowsPerSecond()))
                .min(Double::compare)
                .map(worst -> Goal.atLeast("rows/s with a hundred times the instruments", 80, worst, " %"));
    }
}
