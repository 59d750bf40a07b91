package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.operator.fixture.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InformerVitalsTest {
    private static final InformerVitals.Informer KAFKA = new InformerVitals.Informer("KAFKA", "north");
    private static final InformerVitals.Informer SECRET = new InformerVitals.Informer("SECRET", "north");

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final InformerVitals vitals = new InformerVitals(new SetClock(() -> now), Duration.ofMinutes(2));

    @Test
    void onlyWhoHearsNothingForLongIsDead() {
        assertThat(vitals.dead(Map.of(KAFKA, false, SECRET, true))).isEmpty();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(vitals.dead(Map.of(KAFKA, false, SECRET, false)))
                .as("the other one went deaf only now")
                .containsExactly(KAFKA);
    }

    @Test
    void whoHearsAgainLives() {
        vitals.dead(Map.of(KAFKA, false));
        now = now.plus(Duration.ofMinutes(1));
        vitals.dead(Map.of(KAFKA, true));
        now = now.plus(Duration.ofMinutes(1));
        assertThat(vitals.dead(Map.of(KAFKA, false))).isEmpty();
    }
}
