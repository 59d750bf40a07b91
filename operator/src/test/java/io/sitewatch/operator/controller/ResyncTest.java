package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ResyncTest {
    @Property
    void everyLookIsAboutAnIntervalAway(@ForAll @LongRange(min = 10, max = 86_400_000) long millis, @ForAll long seed) {
        Duration interval = Duration.ofMillis(millis);
        Duration next = new Resync(interval, new Random(seed)).next();
        assertThat(next).isBetween(Duration.ofMillis((long) Math.floor(millis * 0.8)), Duration.ofMillis((long)
                Math.ceil(millis * 1.2)));
    }

    @Test
    void sitesThatBeganTogetherComeApart() {
        Resync resync = new Resync(Duration.ofMinutes(10), new Random(7));
        long minutes = IntStream.range(0, 1000)
                .mapToLong(site -> resync.next().toSeconds() / 60)
                .distinct()
                .count();
        assertThat(minutes)
                .as("minutes in which some of a thousand sites are looked at")
                .isGreaterThanOrEqualTo(4);
    }
}
