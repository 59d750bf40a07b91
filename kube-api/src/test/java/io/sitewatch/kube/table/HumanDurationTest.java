package io.sitewatch.kube.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT9M59S, 9m59s", "PT10M, 10m", "PT179M, 179m", "PT3H, 3h",
        "PT7H59M, 7h59m", "PT47H, 47h", "PT48H, 2d", "P7DT23H, 7d23h", "P8D, 8d", "P729D, 729d", "P730D, 2y",
        "P1095D, 3y", "P3000D, 8y", "PT-5S, <invalid>"
    })
    void agesAreShort(Duration duration, String text) {
        assertThat(HumanDuration.of(duration)).isEqualTo(text);
    }

    @Test
    void anUnreadableTimeIsUnknown() {
        assertThat(HumanDuration.since("soon", Instant.EPOCH)).isEqualTo("<unknown>");
    }
}
