package io.sitewatch.bench.load;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Range;
import java.util.Arrays;
import java.util.List;

/** The site's rules that go with a load: a range that its garbage lies outside of, and no limits. */
public final class LoadRules {
    /** The widest plausible reading of any type. */
    public static final double PLAUSIBLE = 10_000;

    private LoadRules() {}

    public static SiteRules rules() {
        List<InstrumentRules> perType = Arrays.stream(InstrumentType.values())
                .map(type ->
                        new InstrumentRules(type, null, new Range(-PLAUSIBLE, PLAUSIBLE), null, null, null, List.of()))
                .toList();
        return new SiteRules(perType);
    }
}
