package io.sitewatch.bench.stream;

import io.sitewatch.bench.load.LoadMaker;
import io.sitewatch.bench.load.Message;
import io.sitewatch.bench.model.ReferenceModel;
import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.ComponentCpu;
import io.sitewatch.bench.stack.ProcessUsage;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * How fast a contestant takes a log to all its sinks.
 *
 * <p>It is warmed up on the first part of the log, then frozen where it stands (SIGSTOP) while the rest is written, so that
 * neither its start nor the writing counts; the clock runs from its thaw to the last message being in the last sink.
 */
final class Race {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration START = Duration.ofMinutes(10);
    private static final int LARGEST_WARM_UP = 200_000;

    private final LoadMaker load;
    private final ReferenceModel model;

    /** @param model of the load, or null when nobody asks whether the records are right */
    Race(LoadMaker load, ReferenceModel model) {
        this.load = load;
        this.model = model;
    }

    Result run(Track track) throws Exception {
        int messages = load.spec().readings();
        int warmUp = warmUp(messages);
        Iterator<Message> log = load.log().iterator();
        try (LogWriter writer = new LogWriter(track.stack().broker(), 20);
                Child child = track.start()) {
            writer.write(log, warmUp);
            child.await("the warm-up in its sinks", START, () -> track.isThrough(warmUp));
            child.freeze();
            try {
                writer.write(log, messages - warmUp);
            } finally {
                child.thaw();
            }
            Duration cpuBefore = child.usage().cpu();
            ComponentCpu besideBefore = track.stack().cpu();
            Clock clock = new Clock(track, messages, warmUp);
            child.await("all messages in its sinks", PATIENCE, clock::isThrough);
            ProcessUsage usage = child.usage();
            double cpuSeconds = usage.cpu().minus(cpuBefore).toMillis() / 1000.0;
            return new Result(
                    track.contestant().name(),
                    track.contestant().sinks(),
                    load.spec().instruments(),
                    messages - warmUp,
                    clock.seconds(),
                    (messages - warmUp) / clock.seconds(),
                    (messages - warmUp) / cpuSeconds,
                    cpuSeconds,
                    track.stack().cpu().since(besideBefore),
                    clock.rate(0, 0.25),
                    clock.rate(0.75, 1),
                    mebibytes(usage.peakResidentBytes()),
                    mebibytes(DiskUsage.of(track.home())),
                    exactness(track));
        }
    }

    /** How many messages go before the clock starts, of that many in all. */
    static int warmUp(int messages) {
        return Math.min(LARGEST_WARM_UP, messages / 5);
    }

    private Exactness exactness(Track track) throws Exception {
        if (model == null || !track.contestant().keepsRecords()) {
            return null;
        }
        try (Connection connection = track.stack().database().connect()) {
            return Exactness.of(connection, model);
        }
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    /** Remembers when the contestant had come how far. */
    private static final class Clock {
        private final Track track;
        private final long messages;
        private final long warmUp;
        private final long start = System.nanoTime();
        private final List<long[]> marks = new ArrayList<>();
        private double seconds;

        Clock(Track track, long messages, long warmUp) {
            this.track = track;
            this.messages = messages;
            this.warmUp = warmUp;
            marks.add(new long[] {start, warmUp});
        }

        boolean isThrough() {
            long progress = track.progress();
            if (progress != marks.get(marks.size() - 1)[1]) {
                marks.add(new long[] {System.nanoTime(), progress});
            }
            boolean through = progress >= messages && track.isThrough(messages);
            seconds = (System.nanoTime() - start) / 1e9;
            return through;
        }

        double seconds() {
            return seconds;
        }

        /** Messages a second within a part of the log, told by the marks that lie in it or next to it; 0 when there are too few. */
        double rate(double from, double to) {
            long[] first = markAt(warmUp + (long) (from * (messages - warmUp)));
            long[] last = markAt(warmUp + (long) (to * (messages - warmUp)));
            return last[0] == first[0] ? 0 : (last[1] - first[1]) / ((last[0] - first[0]) / 1e9);
        }

        private long[] markAt(long progress) {
            long[] best = marks.get(0);
            for (long[] mark : marks) {
                if (Math.abs(mark[1] - progress) < Math.abs(best[1] - progress)) {
                    best = mark;
                }
            }
            return best;
        }
    }

    /**
     * One line of the table.
     *
     * @param readings that the clock ran for
     * @param rowsPerCpuSecond of the contestant's own process: what neighbours on the machine change least
     * @param cpuSeconds of the contestant's own process
     * @param beside what the components took meanwhile
     * @param firstQuarterPerSecond rows a second in the first quarter of the log; 0 where batches are too few to tell
     * @param stateMiB its folder in the end: checkpoint, state, log
     * @param exactness of an undisturbed run; null where no records are kept or compared
     */
    record Result(
            String contestant,
            String sinks,
            int instruments,
            int readings,
            double seconds,
            double rowsPerSecond,
            double rowsPerCpuSecond,
            double cpuSeconds,
            ComponentCpu beside,
            double firstQuarterPerSecond,
            double lastQuarterPerSecond,
            long peakRssMiB,
            long stateMiB,
            Exactness exactness) {}
}
