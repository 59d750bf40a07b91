package io.sitewatch.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace(50_000);

    @Test
    void risesToTheMostWhenMessagesAreSingleReadings() {
        assertThat(pace.messages()).isEqualTo(500);
        pace.had(500, 500);
        assertThat(pace.messages()).isEqualTo(5000);
        pace.had(5000, 5000);
        assertThat(pace.messages()).isEqualTo(50_000);
        pace.had(50_000, 50_000);
        assertThat(pace.messages()).isEqualTo(50_000);
    }

    @Test
    void aBacklogOfSnapshotsMakesNoHugeBatch() {
        pace.had(500, 75_000);
        assertThat(pace.messages()).isEqualTo(333);
        pace.had(1, 60_000);
        assertThat(pace.messages()).isEqualTo(1);
        pace.had(1, 1);
        assertThat(pace.messages()).isEqualTo(500);
    }

    @Test
    void afterAFewItTakesNoMoreThanItKnowsOf() {
        pace.had(50_000, 50_000);
        pace.had(10, 10);
        assertThat(pace.messages()).isEqualTo(500);
        pace.had(0, 0);
        assertThat(pace.messages()).isEqualTo(500);
    }

    @Property
    void thereIsAlwaysOneMore(
            @ForAll @LongRange(min = 0, max = 1L << 40) long messages,
            @ForAll @LongRange(min = 0, max = 1L << 40) long readings) {
        pace.had(messages, readings);
        assertThat(pace.messages()).isBetween(1L, 50_000L);
    }
}
