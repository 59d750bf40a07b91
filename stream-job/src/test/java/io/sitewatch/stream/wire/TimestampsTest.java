package io.sitewatch.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.stream.meaning.Times;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @Property
    void readsWhatInstantsWrite(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds,
            @ForAll @LongRange(min = 0, max = 999_999) long micros) {
        Instant instant = Instant.ofEpochSecond(seconds, micros * 1000);
        assertThat(Timestamps.micros(instant.toString())).hasValue(Times.micros(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-05-02T08:06:42.882Z, 2022-05-02T08:06:42.882Z",
        "2022-05-02T10:06:42.882+02:00, 2022-05-02T08:06:42.882Z",
        "2022-05-02T08:06:42.123456789Z, 2022-05-02T08:06:42.123456Z",
        "2022-05-02T08:06Z, 2022-05-02T08:06:00Z"
    })
    void readsFormsWithAZone(String text, Instant instant) {
        assertThat(Timestamps.micros(text)).hasValue(Times.micros(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2022-05-02",
                "2022-05-02T08:06:42",
                "2022-02-30T08:06:42Z",
                "2022-13-01T00:00:00Z",
                "2022-05-02T24:00:01Z",
                "1651478802882",
                "2022-05-02T08:06:6xZ"
            })
    void readsNothingElse(String text) {
        assertThat(Timestamps.micros(text)).isEmpty();
    }
}
