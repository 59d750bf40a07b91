package io.sitewatch.batchview.site;

import io.sitewatch.readings.Durations;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Limits;
import io.sitewatch.readings.SiteRules.Override;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the rules say about one instrument through time: the same choice that the stream job makes for each reading. Each
 * of limits, baseline and calibration comes from the override with the latest {@code from} at or before the observed
 * time that says it (of two with the same, the later in the manifest), else from the type.
 */
public final class InstrumentFacts {
    private final InstrumentRules type;
    private final List<Override> overrides;

    private InstrumentFacts(InstrumentRules type, List<Override> overrides) {
        this.type = type;
        this.overrides = overrides;
    }

    /** The facts of one instrument. */
    public static InstrumentFacts of(SiteRules rules, InstrumentKey key) {
        Optional<InstrumentRules> type = typeRules(rules, key);
        List<Override> overrides = type.map(InstrumentRules::overrides).orElse(List.of()).stream()
                .filter(override -> key.borehole().equals(override.instrument()))
                .sorted(Comparator.comparing(InstrumentFacts::from))
                .toList();
        return new InstrumentFacts(type.orElse(null), overrides);
    }

    private static Optional<InstrumentRules> typeRules(SiteRules rules, InstrumentKey key) {
        return rules.instruments().stream()
                .filter(candidate -> candidate.type() == key.type())
                .findFirst();
    }

    private static Instant from(Override override) {
        return override.from() == null ? Instant.MIN : override.from();
    }

    /** How long it may be silent, or nothing: then it never goes stale. */
    public Optional<Duration> staleAfter() {
        return Optional.ofNullable(type).map(InstrumentRules::staleAfter).map(Durations::parse);
    }

    /** Limits in force in {@code [from, to)}, in order; spans without any limit are left out. */
    public List<LimitSpan> limits(Instant from, Instant to) {
        TreeSet<Instant> cuts = new TreeSet<>(List.of(from));
        overrides.stream()
                .filter(override -> override.limits() != null)
                .map(InstrumentFacts::from)
                .filter(at -> at.isAfter(from) && at.isBefore(to))
                .forEach(cuts::add);
        List<LimitSpan> spans = new ArrayList<>();
        for (Instant start : cuts) {
            Instant end = cuts.higher(start) == null ? to : cuts.higher(start);
            Limits limits = limitsAt(start);
            if (limits != null) {
                spans.add(new LimitSpan(start, end, limits));
            }
        }
        return spans;
    }

    private Limits limitsAt(Instant at) {
        Limits ofType = type == null ? null : type.limits();
        return overrides.stream()
                .filter(override -> override.limits() != null && !from(override).isAfter(at))
                .map(Override::limits)
                .reduce(ofType, (before, later) -> later);
    }

    /** Where baseline or calibration begin to count, in order; {@code at} is absent for what always counted. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Override override : overrides) {
            if (override.baseline() != null) {
                changes.add(new Change(override.from(), "baseline", "baseline " + override.baseline()));
            }
            if (override.calibration() != null) {
                changes.add(new Change(override.from(), "calibration", words(override.calibration())));
            }
        }
        return changes;
    }

    private static String words(SiteRules.Calibration calibration) {
        if (calibration.a() != null || calibration.b() != null || calibration.c() != null) {
            return "calibration %s·raw² + %s·raw + %s"
                    .formatted(orElse(calibration.a(), 0), orElse(calibration.b(), 0), orElse(calibration.c(), 0));
        }
        return "calibration %s·raw + %s".formatted(orElse(calibration.factor(), 1), orElse(calibration.offset(), 0));
    }

    private static double orElse(Double value, double otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    /** Limits that count from {@code from} until before {@code to}. */
    public record LimitSpan(Instant from, Instant to, Limits limits) {}

    /** A change of how readings are made from raw values; {@code kind} is baseline or calibration. */
    public record Change(Instant at, String kind, String text) {}
}
