package io.sitewatch.bench.stream;

import io.sitewatch.bench.load.LoadMaker;
import io.sitewatch.bench.load.Message;
import io.sitewatch.bench.model.ReferenceModel;
import io.sitewatch.bench.stack.Child;
import java.sql.Connection;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** What is left of a contestant's exactness when it is killed (SIGKILL) amid the log and started again. */
final class KillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** Into the batch that is on its way, but not a whole one. */
    private static final long AMID_BATCH_MILLIS = 300;

    private final LoadMaker load;
    private final ReferenceModel model;

    KillTest(LoadMaker load, ReferenceModel model) {
        this.load = load;
        this.model = model;
    }

    Result run(Track track) throws Exception {
        int messages = load.spec().readings();
        int warmUp = messages / 10;
        Iterator<Message> log = load.log().iterator();
        long killedAt;
        long kill;
        try (LogWriter writer = new LogWriter(track.stack().broker(), 20);
                Child victim = track.start()) {
            writer.write(log, warmUp);
            victim.await("the warm-up in its sinks", PATIENCE, () -> track.isThrough(warmUp));
            // The rest comes while it runs, in tenths, so that there is a middle however large its batches are.
            for (int tenth = 1; tenth <= 5; tenth++) {
                int sent = warmUp + tenth * warmUp;
                writer.write(log, warmUp);
                int reached = sent - warmUp / 2;
                if (tenth < 5) {
                    victim.await(reached + " messages", PATIENCE, () -> track.progress() >= reached);
                }
            }
            TimeUnit.MILLISECONDS.sleep(AMID_BATCH_MILLIS);
            victim.kill();
            kill = System.nanoTime();
            killedAt = track.progress();
            writer.write(log, messages - 6 * warmUp);
        }
        try (Child successor = track.start()) {
            successor.await("all messages in its sinks after the kill", PATIENCE, () -> track.isThrough(messages));
        }
        double recovery = (System.nanoTime() - kill) / 1e9;
        try (Connection connection = track.stack().database().connect()) {
            return new Result(track.contestant().name(), messages, killedAt, recovery, Exactness.of(connection, model));
        }
    }

    /**
     * One line of the table.
     *
     * @param killedAt messages that it had reported done when it was killed
     * @param recoverySeconds from the kill to the last message being in the last sink, the rest of the log included
     */
    record Result(String contestant, int readings, long killedAt, double recoverySeconds, Exactness exactness) {}
}
