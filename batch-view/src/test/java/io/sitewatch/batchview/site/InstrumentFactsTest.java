package io.sitewatch.batchview.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.Calibration;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Limit;
import io.sitewatch.readings.SiteRules.Limits;
import io.sitewatch.readings.SiteRules.Override;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentFactsTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Limits OF_TYPE = alarmAbove(180);

    @Test
    void limitsOfTheTypeCountUntilAnOverrideSaysOthers() {
        var facts = facts(
                new Override("BH-1", alarmAbove(140), null, null, MAY),
                new Override("BH-1", alarmAbove(160), null, null, APRIL),
                new Override("BH-2", alarmAbove(1), null, null, null));

        assertThat(facts.limits(MARCH, JUNE))
                .containsExactly(
                        new InstrumentFacts.LimitSpan(MARCH, APRIL, OF_TYPE),
                        new InstrumentFacts.LimitSpan(APRIL, MAY, alarmAbove(160)),
                        new InstrumentFacts.LimitSpan(MAY, JUNE, alarmAbove(140)));
    }

    @Test
    void ofTwoOverridesFromTheSameTimeTheLaterInTheManifestCounts() {
        var facts = facts(
                new Override("BH-1", alarmAbove(140), null, null, APRIL),
                new Override("BH-1", alarmAbove(160), null, null, APRIL));

        assertThat(facts.limits(APRIL, JUNE))
                .containsExactly(new InstrumentFacts.LimitSpan(APRIL, JUNE, alarmAbove(160)));
    }

    @Test
    void anOverrideThatSaysNothingOfLimitsLeavesThem() {
        var facts = facts(new Override("BH-1", null, 3.5, new Calibration(1.02, -0.4, null, null, null), APRIL));

        assertThat(facts.limits(MARCH, JUNE)).containsExactly(new InstrumentFacts.LimitSpan(MARCH, JUNE, OF_TYPE));
        assertThat(facts.changes())
                .containsExactly(
                        new InstrumentFacts.Change(APRIL, "baseline", "baseline 3.5"),
                        new InstrumentFacts.Change(APRIL, "calibration", "calibration 1.02·raw + -0.4"));
    }

    @Test
    void aTypeWithoutRulesHasNoLimitsAndNeverGoesStale() {
        var facts =
                InstrumentFacts.of(new SiteRules(List.of()), new InstrumentKey(InstrumentType.STRAIN_GAUGE, "BH-1"));

        assertThat(facts.limits(MARCH, JUNE)).isEmpty();
        assertThat(facts.staleAfter()).isEmpty();
    }

    private static InstrumentFacts facts(Override... overrides) {
        var rules = new InstrumentRules(InstrumentType.PIEZOMETER, null, null, OF_TYPE, null, "1h", List.of(overrides));
        return InstrumentFacts.of(new SiteRules(List.of(rules)), new InstrumentKey(InstrumentType.PIEZOMETER, "BH-1"));
    }

    private static Limits alarmAbove(double value) {
        return new Limits(null, null, new Limit(value, null));
    }
}
