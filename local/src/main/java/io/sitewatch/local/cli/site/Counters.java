package io.sitewatch.local.cli.site;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a site's stream has come.
 *
 * @param received readings that batches took from the log
 * @param averaged of these, went into a record
 * @param duplicate of these, were there already
 * @param rejected of these, could not be used
 * @param records rows of {@code record}
 * @param alerts rows of {@code alert}
 * @param lag readings in the log that no batch has taken, when the stream says it
 * @param lastBatch when the last batch was written
 */
public record Counters(
        long received,
        long averaged,
        long duplicate,
        long rejected,
        long records,
        long alerts,
        OptionalLong lag,
        Optional<Instant> lastBatch) {

    /** Before the first batch. */
    public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, OptionalLong.empty(), Optional.empty());

    /** The conservation law: nothing lost, nothing twice. */
    public boolean conserved() {
        return received == averaged + duplicate + rejected;
    }

    public Counters withLag(OptionalLong newLag) {
        return new Counters(received, averaged, duplicate, rejected, records, alerts, newLag, lastBatch);
    }
}
