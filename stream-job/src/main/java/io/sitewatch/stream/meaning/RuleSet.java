package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Durations;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Override;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One version of a site's rules, made ready for judging. */
public final class RuleSet {
    private static final TypeRules NONE = new TypeRules(new InstrumentRules(null, null, null, null, null, null, null));

    private final Map<InstrumentType, TypeRules> types = new EnumMap<>(InstrumentType.class);

    public RuleSet(SiteRules rules) {
        for (InstrumentRules type : rules.instruments()) {
            types.put(type.type(), new TypeRules(type));
        }
    }

    /** The rules of that instrument. */
    public InstrumentRuleSet of(InstrumentKey key) {
        return types.getOrDefault(key.type(), NONE).instrument(key.boreholeNumber());
    }

    private static final class TypeRules {
        private final InstrumentRules rules;
        private final Long staleAfterMicros;
        private final Map<String, List<Override>> overrides;
        private final Map<String, InstrumentRuleSet> known = new HashMap<>();
        private final InstrumentRuleSet plain;

        TypeRules(InstrumentRules rules) {
            this.rules = rules;
            this.staleAfterMicros = rules.staleAfter() == null
                    ? null
                    : Durations.parse(rules.staleAfter()).toMillis() * 1000;
            this.overrides = rules.overrides().stream().collect(Collectors.groupingBy(Override::instrument));
            this.plain = new InstrumentRuleSet(rules, staleAfterMicros, List.of());
        }

        InstrumentRuleSet instrument(String boreholeNumber) {
            if (!overrides.containsKey(boreholeNumber)) {
                return plain;
            }
            return known.computeIfAbsent(
                    boreholeNumber,
                    borehole -> new InstrumentRuleSet(rules, staleAfterMicros, overrides.get(borehole)));
        }
    }
}
