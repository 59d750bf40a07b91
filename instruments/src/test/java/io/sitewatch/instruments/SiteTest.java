package io.sitewatch.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.InstrumentType;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SiteTest {
    @Property(tries = 100)
    void theSameSeedIsTheSameSite(@ForAll long seed, @ForAll InstrumentType type) {
        assertThat(new Site(seed, 60).of(type)).isEqualTo(new Site(seed, 60).of(type));
    }

    @Property(tries = 100)
    void moreInstrumentsLeaveThoseThatWereThereAlone(
            @ForAll long seed, @ForAll InstrumentType type, @ForAll @IntRange(min = 1, max = 100) int more) {
        assertThat(new Site(seed, 40 + more).of(type))
                .startsWith(new Site(seed, 40).of(type).toArray(Instrument[]::new));
    }

    @Property(tries = 100)
    void instrumentsAreWithinTheRangesOfTheUpstreamApi(@ForAll long seed, @ForAll InstrumentType type) {
        assertThat(new Site(seed, 150).of(type)).hasSize(150).allSatisfy(instrument -> {
            assertThat(instrument.type()).isEqualTo(type);
            assertThat(instrument.boreholeNumber()).matches("BH-[1-9][0-9]{0,3}");
            assertThat(instrument.surfaceLevel()).isBetween(75.0, 120.0);
            assertThat(instrument.northing()).isBetween(5_810_000, 5_815_999);
            assertThat(instrument.easting()).isBetween(316_045, 324_999);
        });
    }

    @Property(tries = 50)
    void aBoreholeHasAnInstrumentOfATypeOnce(@ForAll long seed, @ForAll InstrumentType type) {
        assertThat(new Site(seed, 2000).of(type))
                .extracting(Instrument::boreholeNumber)
                .doesNotHaveDuplicates();
    }

    @Example
    void everyBoreholeNumberCanBeTaken() {
        assertThat(new Site(1, Site.MOST_PER_TYPE).of(InstrumentType.PIEZOMETER))
                .hasSize(9998);
    }

    @Example
    void anotherSeedIsAnotherSite() {
        assertThat(new Site(1, 50).of(InstrumentType.PIEZOMETER))
                .doesNotContainAnyElementsOf(new Site(2, 50).of(InstrumentType.PIEZOMETER));
    }
}
