package io.sitewatch.batchview.api;

import io.sitewatch.batchview.site.RulesFile;
import io.sitewatch.batchview.site.SiteTimes;
import io.sitewatch.batchview.site.Staleness;
import io.sitewatch.batchview.store.Alerts;
import io.sitewatch.batchview.store.Instruments;
import io.sitewatch.batchview.store.Instruments.Latest;
import io.sitewatch.batchview.store.Progress;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.Level;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The site at this moment: each instrument by its last record, and the counts. */
@Singleton
public class Overview {
    private final Instruments instruments;
    private final Alerts alerts;
    private final Progress progress;
    private final RulesFile rules;
    private final SiteTimes times;

    Overview(Instruments instruments, Alerts alerts, Progress progress, RulesFile rules, SiteTimes times) {
        this.instruments = instruments;
        this.alerts = alerts;
        this.progress = progress;
        this.rules = rules;
        this.times = times;
    }

    /** A look at the tables now. */
    public State now() {
        Instant now = times.now();
        Staleness staleness = new Staleness(rules.current());
        List<Item> items = instruments.latest().stream()
                .map(latest -> item(latest, staleness, now))
                .toList();
        return new State(now, counts(items), alerts.open(), progress.counters().orElse(null), items);
    }

    private static Item item(Latest latest, Staleness staleness, Instant now) {
        boolean stale = InstrumentType.ofLabel(latest.instrument())
                .map(type -> staleness.stale(type, latest.ts(), now))
                .orElse(false);
        return new Item(
                latest.instrument(),
                latest.boreholeNumber(),
                latest.easting(),
                latest.northing(),
                latest.surfaceLevel(),
                latest.reading(),
                latest.units(),
                latest.level(),
                stale,
                latest.ts());
    }

    private static Map<String, Long> counts(List<Item> items) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Level level : Level.values()) {
            counts.put(
                    level.label(),
                    items.stream()
                            .filter(item -> !item.stale() && level.label().equals(item.level()))
                            .count());
        }
        counts.put("stale", items.stream().filter(Item::stale).count());
        return counts;
    }

    /**
     * The site.
     *
     * @param counts instruments by level, the stale ones apart from the levels
     * @param openAlerts alerts that nobody acknowledged
     */
    public record State(
            Instant at,
            Map<String, Long> counts,
            long openAlerts,
            Progress.Counters progress,
            List<Item> instruments) {}

    /** One instrument; easting, northing and surface level in metres. */
    public record Item(
            String instrument,
            String boreholeNumber,
            Double easting,
            Double northing,
            Double surfaceLevel,
            double reading,
            String units,
            String level,
            boolean stale,
            Instant ts) {}
}
