package io.sitewatch.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.InstrumentType;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class WalkTest {
    /** The year 2100, in seconds. */
    private static final long FAR = 4_102_444_800L;

    @Property
    void staysInTheRangeOfItsType(
            @ForAll long seed, @ForAll InstrumentType type, @ForAll @LongRange(max = FAR) long second) {
        Instrument instrument = instrument(seed, type);
        Range range = Range.of(instrument);
        assertThat(new Walk(seed).reading(instrument, Instant.ofEpochSecond(second)))
                .isBetween(range.min(), range.max());
    }

    @Property
    void isAFunctionOfSeedInstrumentAndTime(
            @ForAll long seed, @ForAll InstrumentType type, @ForAll @LongRange(max = FAR) long second) {
        Instant time = Instant.ofEpochSecond(second);
        assertThat(new Walk(seed).reading(instrument(seed, type), time))
                .isEqualTo(new Walk(seed).reading(instrument(seed, type), time));
    }

    @Property
    void walksAndDoesNotJump(
            @ForAll long seed, @ForAll InstrumentType type, @ForAll @LongRange(max = FAR) long second) {
        Instrument instrument = instrument(seed, type);
        Walk walk = new Walk(seed);
        Instant time = Instant.ofEpochSecond(second);
        double step = walk.reading(instrument, time.plusSeconds(10)) - walk.reading(instrument, time);
        assertThat(Math.abs(step)).isLessThan(0.02 * Range.of(instrument).width());
    }

    @Property(tries = 100)
    void isReadToTwoDecimals(
            @ForAll long seed, @ForAll InstrumentType type, @ForAll @LongRange(max = FAR) long second) {
        double reading = new Walk(seed).reading(instrument(seed, type), Instant.ofEpochSecond(second));
        assertThat(Double.toString(reading)).matches("-?[0-9]+\\.[0-9]{1,2}");
    }

    @Property(tries = 50)
    void driftsOverMonthsFurtherThanItsNoise(@ForAll long seed, @ForAll InstrumentType type) {
        Instrument instrument = instrument(seed, type);
        Walk walk = new Walk(seed);
        double[] daily = LongStream.range(0, 720)
                .mapToDouble(day -> walk.reading(instrument, Instant.EPOCH.plus(Duration.ofDays(day))))
                .toArray();
        double spread = DoubleStream.of(daily).max().orElseThrow()
                - DoubleStream.of(daily).min().orElseThrow();
        assertThat(spread).isGreaterThan(0.1 * Range.of(instrument).width());
    }

    @Example
    void twoInstrumentsWalkTheirOwnWays() {
        Walk walk = new Walk(7);
        Instant time = Instant.parse("2026-05-02T08:00:00Z");
        assertThat(new Site(7, 100)
                        .of(InstrumentType.PIEZOMETER).stream()
                                .map(instrument -> walk.reading(instrument, time))
                                .distinct())
                .hasSizeGreaterThan(90);
    }

    private static Instrument instrument(long seed, InstrumentType type) {
        return new Site(seed, 1).of(type).get(0);
    }
}
