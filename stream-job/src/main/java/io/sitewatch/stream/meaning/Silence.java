package io.sitewatch.stream.meaning;

import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * Whether an instrument is stale: raised at its newest observed time plus {@code staleAfter}, cleared by the arrival of a newer
 * reading that is recent enough.
 */
final class Silence {
    private final InstrumentKey key;
    private final InstrumentHead head;
    private final IntFunction<RuleSet> rules;
    private final FoldOutput output;

    Silence(InstrumentKey key, InstrumentHead head, IntFunction<RuleSet> rules, FoldOutput output) {
        this.key = key;
        this.head = head;
        this.rules = rules;
        this.output = output;
    }

    /**
     * Moves the newest time on; raises and clears staleness as it stood when the reading arrived. One that had arrived before a
     * silence that the clock found takes it back, if it is newer: there was none.
     */
    void hear(Reading reading) {
        OptionalLong staleAfter = staleAfter(reading.rulesVersion());
        long arrival = reading.arrival() * 1000;
        raiseIfSilent(arrival, staleAfter);
        head.newestTs = Math.max(head.newestTs, reading.ts());
        if (head.stale && staleAfter.isPresent() && arrival <= head.staleSince && isNewerThanTheSilence(staleAfter)) {
            head.stale = false;
            output.alert(AlertChange.ofStalenessTakenBack(key, head.staleSince));
        }
        raiseIfSilent(arrival, staleAfter);
        boolean hasEnded = staleAfter.isEmpty()
                || (isNewerThanTheSilence(staleAfter) && arrival <= head.newestTs + staleAfter.getAsLong());
        if (head.stale && hasEnded) {
            head.stale = false;
            output.alert(AlertChange.ofStaleness(key, arrival, false));
        }
    }

    /** Raises staleness by the clock. */
    void look(Look look) {
        raiseIfSilent(look.logTime() * 1000, staleAfter(look.rulesVersion()));
    }

    private boolean isNewerThanTheSilence(OptionalLong staleAfter) {
        return head.newestTs + staleAfter.getAsLong() > head.staleSince;
    }

    /** By the newest rules so far: a message whose time lies before a change does not bring the old ones back. */
    private OptionalLong staleAfter(int rulesVersion) {
        head.rulesVersion = Math.max(head.rulesVersion, rulesVersion);
        return rules.apply(head.rulesVersion).of(key).staleAfterMicros();
    }

    private void raiseIfSilent(long clock, OptionalLong staleAfter) {
        if (head.stale || staleAfter.isEmpty() || head.newestTs == Long.MIN_VALUE) {
            return;
        }
        long silentSince = head.newestTs + staleAfter.getAsLong();
        if (clock > silentSince) {
            head.stale = true;
            head.staleSince = silentSince;
            output.alert(AlertChange.ofStaleness(key, silentSince, true));
        }
    }
}
