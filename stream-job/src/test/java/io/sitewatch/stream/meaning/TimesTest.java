package io.sitewatch.stream.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @Property(tries = 5000)
    void areWrittenAsJavaWritesThem(
            @ForAll @LongRange(min = -70_000_000_000_000_000L, max = 300_000_000_000_000_000L) long micros) {
        assertThat(Times.text(micros)).isEqualTo(Times.instant(micros).toString());
        long millis = micros / 1000 * 1000;
        assertThat(Times.text(millis)).isEqualTo(Times.instant(millis).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2022-05-02T08:06:42.882Z",
                "2024-02-29T23:59:59.999999Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00.000001Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.500Z"
            })
    void comeBackAsTheyWere(String text) {
        assertThat(Times.text(Times.micros(Instant.parse(text)))).isEqualTo(text);
    }

    @Property
    void whatIsFarOffStaysFarOff(@ForAll @LongRange(min = -31557014167219200L, max = 31556889864403199L) long seconds) {
        long micros = Times.micros(Instant.ofEpochSecond(seconds));
        assertThat(Long.signum(micros)).isEqualTo(Long.signum(seconds));
        assertThat(Math.abs(micros)).isLessThanOrEqualTo(9_000_000_000_000_000_000L);
    }
}
