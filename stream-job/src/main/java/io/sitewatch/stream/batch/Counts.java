package io.sitewatch.stream.batch;

import io.sitewatch.readings.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of the readings that came in. */
public record Counts(long received, long averaged, long duplicate, Map<RejectReason, Long> rejectedByReason) {
    public static final Counts NONE = new Counts(0, 0, 0, Map.of());

    public Counts {
        rejectedByReason = Map.copyOf(rejectedByReason);
    }

    /** By the labels that people see, in their order. */
    public Map<String, Long> rejectedByLabel() {
        Map<String, Long> byLabel = new TreeMap<>();
        rejectedByReason.forEach((reason, count) -> byLabel.put(reason.label(), count));
        return byLabel;
    }

    public long rejected() {
        return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    public Counts plus(Counts more) {
        Map<RejectReason, Long> byReason = new EnumMap<>(RejectReason.class);
        byReason.putAll(rejectedByReason);
        more.rejectedByReason.forEach((reason, count) -> byReason.merge(reason, count, Long::sum));
        return new Counts(received + more.received, averaged + more.averaged, duplicate + more.duplicate, byReason);
    }

    /** The law of conservation: nothing is lost, nothing counts twice. */
    public boolean addUp() {
        return received == averaged + duplicate + rejected();
    }
}
