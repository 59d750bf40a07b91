package io.sitewatch.batchview.site;

import io.sitewatch.readings.Durations;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Which instruments have been silent for too long, by the clock. */
public final class Staleness {
    private final Map<InstrumentType, Duration> after = new EnumMap<>(InstrumentType.class);

    public Staleness(SiteRules rules) {
        rules.instruments().stream()
                .filter(type -> type.staleAfter() != null)
                .forEach(type -> after.put(type.type(), Durations.parse(type.staleAfter())));
    }

    /** Whether an instrument of that type, last read then, is stale now. A type without a limit never is. */
    public boolean stale(InstrumentType type, Instant lastReading, Instant now) {
        Duration limit = after.get(type);
        return limit != null && lastReading.plus(limit).isBefore(now);
    }
}
