package io.sitewatch.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void hasDefaults() {
        Settings settings = from(Map.of("INSTRUMENTS_FAULTS", ""));
        assertThat(settings.perType()).isEqualTo(100);
        assertThat(settings.seed()).isEqualTo(1);
        assertThat(settings.faults().rate(Fault.NULLS)).isZero();
    }

    @Test
    void takesTheEnvironment() {
        Settings settings =
                from(Map.of("INSTRUMENTS_PER_TYPE", "7", "INSTRUMENTS_SEED", "-42", "INSTRUMENTS_FAULTS", "nulls=0.5"));
        assertThat(settings.perType()).isEqualTo(7);
        assertThat(settings.seed()).isEqualTo(-42);
        assertThat(settings.faults().rate(Fault.NULLS)).isEqualTo(0.5);
    }

    @Test
    void namesEveryVariableThatIsWrongItsValueAndTheMend() {
        assertThatThrownBy(() -> from(Map.of(
                        "INSTRUMENTS_PER_TYPE", "0", "INSTRUMENTS_SEED", "abc", "INSTRUMENTS_FAULTS", "gremlins")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INSTRUMENTS_PER_TYPE is \"0\": write a whole number from 1 to 9998")
                .hasMessageContaining("INSTRUMENTS_SEED is \"abc\": write a whole number")
                .hasMessageContaining("INSTRUMENTS_FAULTS is \"gremlins\": unknown fault \"gremlins\"");
    }

    private static Settings from(Map<String, String> environment) {
        return Settings.from(name -> Optional.ofNullable(environment.get(name)));
    }
}
