package io.sitewatch.stream.sink;

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

    /** The version of a document: corrections win over what they correct, later runs over earlier ones. */
    public long version(long revision) {
        return (number << 32) + revision;
    }
}
