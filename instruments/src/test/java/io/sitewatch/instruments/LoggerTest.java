package io.sitewatch.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.InstrumentType;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LoggerTest {
    private static final long FAR_MILLIS = 4_102_444_800_000L;

    @Property
    void handsOutARecentSampleAndNeverOneOfTheFuture(
            @ForAll long seed, @ForAll InstrumentType type, @ForAll @LongRange(max = FAR_MILLIS) long millis) {
        Instant now = Instant.ofEpochMilli(millis);
        Instant sample = new Logger(seed).newest(instrument(seed, type), now);
        assertThat(sample)
                .isBeforeOrEqualTo(now)
                .isAfter(now.minus(Logger.PERIOD).minus(Logger.LONGEST_WAY));
    }

    @Property
    void handsOutEachSampleOnceAPeriod(
            @ForAll long seed, @ForAll InstrumentType type, @ForAll @LongRange(max = FAR_MILLIS) long millis) {
        Instrument instrument = instrument(seed, type);
        Logger logger = new Logger(seed);
        Instant now = Instant.ofEpochMilli(millis);
        assertThat(logger.newest(instrument, now.plus(Logger.PERIOD)))
                .isEqualTo(logger.newest(instrument, now).plus(Logger.PERIOD));
    }

    @Example
    void instrumentsHaveTheirOwnTimes() {
        Logger logger = new Logger(1);
        Instant now = Instant.parse("2026-05-02T08:00:00Z");
        List<Instant> samples = new Site(1, 100)
                .of(InstrumentType.PIEZOMETER).stream()
                        .map(instrument -> logger.newest(instrument, now))
                        .toList();
        assertThat(samples.stream().distinct()).hasSizeGreaterThan(90);
    }

    @Example
    void writesAllThreeDigitsOfTheMilliseconds() {
        assertThat(Logger.timestamp(Instant.parse("2022-05-02T08:06:42Z"))).isEqualTo("2022-05-02T08:06:42.000Z");
    }

    private static Instrument instrument(long seed, InstrumentType type) {
        return new Site(seed, 1).of(type).get(0);
    }
}
