package io.sitewatch.bench.model;

import io.sitewatch.readings.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/** How many readings became what. By the conservation law the three add up to all that came. */
public final class Tally {
    private long averaged;
    private long duplicate;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);

    void average() {
        averaged++;
    }

    void duplicate() {
        duplicate++;
    }

    void reject(RejectReason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    public long received() {
        return averaged + duplicate + rejected();
    }

    public long averaged() {
        return averaged;
    }

    public long duplicates() {
        return duplicate;
    }

    public long rejected() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<RejectReason, Long> rejectedByReason() {
        return Map.copyOf(rejected);
    }
}
