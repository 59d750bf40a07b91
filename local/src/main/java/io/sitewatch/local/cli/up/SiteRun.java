package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.site.Counters;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SiteSnapshot;
import io.sitewatch.local.cli.view.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is remembered of one site over a run: its last counters, and when it came alive. */
final class SiteRun {
    private final SiteName name;
    private final Instant started;
    private Counters counters = Counters.NONE;
    private Instant readyAt;
    private Instant firstRecordAt;

    SiteRun(SiteName name, Instant started) {
        this.name = name;
        this.started = started;
    }

    SiteName name() {
        return name;
    }

    void observe(SiteSnapshot snapshot) {
        snapshot.counters().ifPresent(seen -> counters = seen);
        if (readyAt == null && snapshot.ready()) {
            readyAt = snapshot.at();
        }
        // Records of an earlier run prove nothing about this one: a batch of this run must have been written.
        boolean batchOfThisRun =
                counters.lastBatch().map(batch -> !batch.isBefore(started)).orElse(false);
        if (firstRecordAt == null && counters.records() > 0 && batchOfThisRun) {
            firstRecordAt = snapshot.at();
        }
    }

    boolean ready() {
        return readyAt != null;
    }

    boolean reached(Goal goal) {
        return firstRecordAt != null && goal.reached(counters);
    }

    Counters counters() {
        return counters;
    }

    Summary summary() {
        return Summary.of(name, counters, sinceStart(readyAt), sinceStart(firstRecordAt));
    }

    private Optional<Duration> sinceStart(Instant at) {
        return Optional.ofNullable(at).map(moment -> Duration.between(started, moment));
    }
}
