package io.sitewatch.stream.sink;

import io.sitewatch.stream.meaning.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * One build of the views from the log: the first, or a replay.
 *
 * @param number 0 for the first, then rising; what a later run writes wins over what an earlier one wrote
 * @param queryId one a checkpoint
 * @param coversFrom the log reaches back to there; empty: to its very first message. Records of windows before it may
 *     have been made of readings that the log no longer has
 */
public record Run(long number, String queryId, Optional<Instant> coversFrom) {

    /**
     * The version of a document: corrections win over what they correct, later runs over earlier ones. But where the log no
     * longer covers the time, what is there already stays.
     *
     * @param at start of the window, microseconds since 1970
     */
    public long version(long at, long revision) {
        boolean isCovered = coversFrom.isEmpty() || at >= Times.micros(coversFrom.get());
        return isCovered ? (number << 32) + revision : revision;
    }

    /** The version that removes what an earlier run wrote. */
    public long versionOfRemoval() {
        return number << 32;
    }

    /** Whether there were views before it. */
    public boolean isRebuild() {
        return number > 0;
    }
}
