package io.sitewatch.local.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    @Test
    void aConditionsTimeMovesOnlyWithItsStatus() {
        List<Object> first = at("08:00").fails("Ready", "Creating", "starting").list();
        List<Object> second = new Conditions(clock("08:01"), Fields.of((Object) first))
                .fails("Ready", "Creating", "still starting")
                .list();
        List<Object> third = new Conditions(clock("08:02"), Fields.of((Object) second))
                .holds("Ready")
                .list();

        assertThat(time(second)).isEqualTo("2026-05-02T08:00:00Z");
        assertThat(time(third)).isEqualTo("2026-05-02T08:02:00Z");
    }

    private static Conditions at(String time) {
        return new Conditions(clock(time), Fields.of((Object) null));
    }

    private static Clock clock(String time) {
        return Clock.fixed(Instant.parse("2026-05-02T" + time + ":00Z"), ZoneOffset.UTC);
    }

    private static String time(List<Object> conditions) {
        return Fields.of(conditions.get(0)).at("lastTransitionTime").text("");
    }
}
