package io.sitewatch.bench.stream;

import io.sitewatch.bench.report.Percentiles;
import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.Stack;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long a reading takes from its arrival in Kafka until a query of PostgreSQL, and a search, find it. */
final class LatencyTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PROBES_PER_SECOND = 20;

    private final int warmUpSeconds;
    private final int seconds;

    LatencyTest(int warmUpSeconds, int seconds) {
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
    }

    /** One result a rate, the same process throughout, as a site's rates change. */
    List<Result> run(Track track, List<Integer> rates) throws Exception {
        List<Result> results = new ArrayList<>();
        try (LogWriter writer = new LogWriter(track.stack().broker(), 5);
                Child child = track.start()) {
            long total = 0;
            long probe = 0;
            for (int rate : rates) {
                LiveLoad load = new LiveLoad(writer, rate, PROBES_PER_SECOND);
                load.send(warmUpSeconds, probe, unmeasured -> {});
                probe += (long) PROBES_PER_SECOND * warmUpSeconds;
                long warmedUp = total + load.sent();
                child.await("the warm-up in its sinks", PATIENCE, () -> track.isThrough(warmedUp));
                results.add(measure(track.stack(), load, rate, probe));
                probe += (long) PROBES_PER_SECOND * seconds;
                total += load.sent();
                long all = total;
                child.await("all messages in its sinks", PATIENCE, () -> track.isThrough(all));
            }
        }
        return results;
    }

    private Result measure(Stack stack, LiveLoad load, int rate, long firstProbe) throws Exception {
        Sightings inElasticsearch = Sightings.inElasticsearch(stack.search());
        AtomicBoolean sending = new AtomicBoolean(true);
        ExecutorService watchers = Executors.newFixedThreadPool(2);
        try (Connection connection = stack.database().connect()) {
            Sightings inPostgres = Sightings.inPostgres(connection);
            List<Future<Void>> watches = List.of(
                    watchers.submit(watch(inPostgres, sending)), watchers.submit(watch(inElasticsearch, sending)));
            load.send(seconds, firstProbe, probe -> {
                long now = System.currentTimeMillis();
                inPostgres.expect(LiveLoad.probeName(probe), now);
                inElasticsearch.expect(LiveLoad.probeName(probe), now);
            });
            sending.set(false);
            for (Future<Void> watch : watches) {
                watch.get();
            }
            return new Result(rate, Percentiles.of(inPostgres.delays()), Percentiles.of(inElasticsearch.delays()));
        } finally {
            watchers.shutdownNow();
        }
    }

    private static Callable<Void> watch(Sightings sightings, AtomicBoolean sending) {
        return () -> {
            Long deadline = null;
            while (sending.get() || !sightings.allSeen()) {
                if (!sending.get() && deadline == null) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
                if (deadline != null && System.nanoTime() > deadline) {
                    throw new IllegalStateException("probes were never seen");
                }
                sightings.lookOnce();
            }
            return null;
        };
    }

    /**
     * One line of the table, in milliseconds.
     *
     * @param perSecond readings a second
     */
    record Result(int perSecond, Percentiles postgres, Percentiles elasticsearch) {}
}
