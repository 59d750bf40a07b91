package io.sitewatch.bench.stream;

import io.sitewatch.bench.load.LoadMaker;
import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.ProcessUsage;
import io.sitewatch.bench.stack.Stack;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a site costs when nothing comes. */
final class IdleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int FEW = 1000;

    private final LoadMaker load;
    private final int seconds;

    /** @param load whose first thousand messages come before the silence */
    IdleTest(LoadMaker load, int seconds) {
        this.load = load;
        this.seconds = seconds;
    }

    Result run(Track track) throws Exception {
        Stack stack = track.stack();
        int few = Math.min(FEW, load.spec().readings());
        try (LogWriter writer = new LogWriter(stack.broker(), 20);
                Child child = track.start()) {
            writer.write(load.log().iterator(), few);
            child.await("the first readings in its sinks", PATIENCE, () -> track.isThrough(few));
            TimeUnit.SECONDS.sleep(seconds);
            ProcessUsage before = child.usage();
            TimeUnit.SECONDS.sleep(seconds);
            ProcessUsage after = child.usage();
            return new Result(
                    mebibytes(after.residentBytes()),
                    mebibytes(after.peakResidentBytes()),
                    100.0 * after.cpu().minus(before.cpu()).toMillis() / (1000.0 * seconds),
                    mebibytes(stack.broker().child().usage().residentBytes()),
                    mebibytes(stack.database().memory()),
                    mebibytes(stack.search().child().usage().residentBytes()));
        }
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    /**
     * Memory in MiB; CPU in percent of one core.
     *
     * @param postgresMiB its processes' proportional shares of what they share
     */
    record Result(
            long driverMiB, long driverPeakMiB, double driverCpu, long brokerMiB, long postgresMiB, long searchMiB) {}
}
