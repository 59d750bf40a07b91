package io.sitewatch.producer;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Polls one path: asks, judges, hands over, and says when to come again. */
final class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class);

    private final SourcePath path;
    private final Schedule schedule;
    private final InstrumentsClient client;
    private final MonitoringLog log;
    private final Metrics metrics;
    private final Clock clock;
    private volatile PathState state = PathState.starting();

    Poller(
            SourcePath path,
            Schedule schedule,
            InstrumentsClient client,
            MonitoringLog log,
            Metrics metrics,
            Clock clock) {
        this.path = path;
        this.schedule = schedule;
        this.client = client;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
        metrics.source(this);
    }

    String path() {
        return path.path();
    }

    PathState state() {
        return state;
    }

    /**
     * One poll. Returns when all that it brought is in the log, however long that takes: nothing is dropped, and no more
     * is asked for than can be written.
     *
     * @return how long to wait before the next
     */
    Duration poll() throws InterruptedException {
        Instant started = clock.instant();
        Poll poll = ask();
        metrics.polled(path(), poll.outcome(), Duration.between(started, clock.instant()));
        report(poll);
        log.deliver(path(), poll.messages());
        return schedule.next(poll, state.failures(), Duration.between(started, clock.instant()));
    }

    private Poll ask() throws InterruptedException {
        try {
            Reply reply = client.get(path.uri());
            metrics.received(path(), reply.body().length);
            return Poll.answered(path(), reply, clock.instant());
        } catch (IOException e) {
            return Poll.unanswered(path.uri(), e);
        }
    }

    private void report(Poll poll) {
        PathState before = state;
        state = before.after(poll, clock.instant());
        if (state.down() && !before.down()) {
            LOG.errorf("%s: source down after %d failed polls: %s", path(), state.failures(), poll.reason());
        } else if (poll.outcome().failed()) {
            LOG.logf(
                    state.down() ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "%s: poll failed (%s): %s",
                    path(),
                    poll.outcome().label(),
                    poll.reason());
        } else {
            if (before.down()) {
                LOG.infof("%s: source is back after %d failed polls", path(), before.failures());
            }
            if (!poll.reason().isEmpty()) {
                LOG.warnf("%s: %s", path(), poll.reason());
            }
        }
    }
}
