package io.sitewatch.stream;

import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.checkpoint.LookLog;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.InstrumentStatus;
import io.sitewatch.stream.meaning.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Watches the clock for the instruments: asks the stream to look at those that have been silent too long, or whose old
 * state may go. The stream itself decides, from its own state.
 */
final class StaleWatch {
    /** Looks of one batch, so that a site that falls silent at once does not make one huge batch. */
    private static final int MOST = 20_000;

    private final LookLog looks;
    private final Map<String, Standing> instruments = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private long next;
    /** The clock of the first batch that had read the log to its end. */
    private OptionalLong caughtUpAt = OptionalLong.empty();

    StaleWatch(LookLog looks) {
        this.looks = looks;
        this.next = looks.newest() + 1;
    }

    private record Standing(long newestTs, boolean stale, long expiresAt) {}

    synchronized void take(String key, long newestTs, boolean stale, long expiresAt) {
        instruments.put(key, new Standing(newestTs, stale, expiresAt));
    }

    /** What a batch says of its instruments holds now. */
    synchronized void heard(Batch batch) {
        for (InstrumentStatus status : batch.statuses()) {
            String key = status.key().text();
            take(key, status.newestTs(), status.stale(), status.expiresAt());
            asked.remove(key);
        }
    }

    /**
     * Whether with that batch, which has been {@link #heard}, all is said that the log says: it has been read to its end, and the
     * silences that only the clock knew then have been found too.
     */
    synchronized boolean isAllSaid(Batch.Plan plan, RuleSet rules) {
        if (!plan.hasCaughtUp()) {
            return false;
        }
        if (caughtUpAt.isEmpty()) {
            caughtUpAt = OptionalLong.of(plan.now());
        }
        return instruments.entrySet().stream()
                .noneMatch(instrument ->
                        isSilent(instrument.getKey(), instrument.getValue(), caughtUpAt.getAsLong(), rules));
    }

    /** Asks for looks at those that need one by that clock. */
    synchronized void look(long now, RuleSet rules) {
        List<String> due = new ArrayList<>();
        for (Map.Entry<String, Standing> instrument : instruments.entrySet()) {
            if (due.size() < MOST
                    && !asked.contains(instrument.getKey())
                    && isDue(instrument.getKey(), instrument.getValue(), now, rules)) {
                due.add(instrument.getKey());
            }
        }
        if (!due.isEmpty()) {
            due.sort(null);
            // Written first: one that could not be written is asked for again, under the same number.
            looks.write(next, due);
            next++;
            asked.addAll(due);
        }
    }

    private static boolean isDue(String key, Standing standing, long now, RuleSet rules) {
        return standing.expiresAt < now || isSilent(key, standing, now, rules);
    }

    /** Whether it has been silent for too long, and is not known to be. */
    private static boolean isSilent(String key, Standing standing, long now, RuleSet rules) {
        OptionalLong staleAfter = rules.of(InstrumentKey.of(key)).staleAfterMicros();
        return !standing.stale && staleAfter.isPresent() && standing.newestTs + staleAfter.getAsLong() < now * 1000;
    }
}
