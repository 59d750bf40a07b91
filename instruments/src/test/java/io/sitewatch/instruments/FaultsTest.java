package io.sitewatch.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @Test
    void takesNamesRatesAndSpans() {
        Faults faults = Faults.parse("nulls=0.01, slow=0.5:20s,cut-json");
        assertThat(faults.rate(Fault.NULLS)).isEqualTo(0.01);
        assertThat(faults.rate(Fault.SLOW)).isEqualTo(0.5);
        assertThat(faults.span(Fault.SLOW)).isEqualTo(Duration.ofSeconds(20));
        assertThat(faults.rate(Fault.CUT_JSON)).isEqualTo(1);
        assertThat(faults.rate(Fault.LATE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ", "none"})
    void emptyTextAndNoneAskForNone(String text) {
        for (Fault fault : Fault.values()) {
            assertThat(Faults.parse(text).rate(fault)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameAloneTakesTheRateOfItsScope(Fault fault) {
        assertThat(Faults.parse(fault.label()).rate(fault))
                .isEqualTo(fault.scope().rate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut-json", "cut_json", "cutJson", "CUT_JSON"})
    void spellingsOfANameAreTheSame(String name) {
        assertThat(Faults.parse(name + "=0.3").rate(Fault.CUT_JSON)).isEqualTo(0.3);
    }

    @Test
    void saysWhatItParsed() {
        assertThat(Faults.parse(Faults.parse("late=0.25:2d,nulls").toString()).rate(Fault.LATE))
                .isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nuls=0.1 | unknown fault \"nuls\"",
                "nuls=0.1 | nulls, empty-strings, out-of-range",
                "nulls=2 | rate of the fault nulls is \"2\": write a number from 0 to 1",
                "nulls=-0.1 | is \"-0.1\"",
                "nulls=NaN | is \"NaN\"",
                "nulls=many | is \"many\"",
                "nulls=0.1:5s | the fault nulls takes no span (\"5s\")",
                "slow=0.1:soon | \"soon\" is no duration",
            })
    void refusesWhatItDoesNotUnderstand(String text, String words) {
        assertThatThrownBy(() -> Faults.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
