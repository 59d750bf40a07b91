package io.sitewatch.local.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.local.cli.TestSites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoalTest {
    @Test
    void isReachedByTheCounterThatItNames() {
        assertThat(Goal.parse("received=12").reached(TestSites.counters(10, 1, 1)))
                .isTrue();
        assertThat(Goal.parse("received=13").reached(TestSites.counters(10, 1, 1)))
                .isFalse();
        assertThat(Goal.parse("records=5").reached(TestSites.counters(10, 1, 1)))
                .isTrue();
        assertThat(Goal.parse("alerts=4").reached(TestSites.counters(10, 1, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"records", "records=", "records=-1", "records=many", "rows=10", "=5", ""})
    void anythingElseIsRefusedWithTheCountersThatThereAre(String text) {
        assertThatThrownBy(() -> Goal.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is no goal: write a counter and a number, such as records=2000; the"
                        + " counters are received, averaged, duplicate, rejected, records and alerts");
    }
}
