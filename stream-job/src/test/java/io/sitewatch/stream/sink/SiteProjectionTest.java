package io.sitewatch.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sitewatch.stream.sink.SiteProjection.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteProjectionTest {
    /** A few metres: datums are joined by seven numbers, not by a grid of shifts. */
    private static final double CLOSE = 1e-4;

    @ParameterizedTest
    @CsvSource({
        // The Ordnance Survey's own worked example, in WGS 84: the water tower of Caister.
        "EPSG:27700, 651409.903, 313177.270, 52.657979, 1.716052",
        // Melbourne's general post office, on the Map Grid of Australia.
        "EPSG:28355, 320703, 5812870, -37.8135, 144.9632",
        // Where zone 32 has its middle, on the equator.
        "EPSG:32632, 500000, 0, 0, 9",
    })
    void aPointIsWhereItIsOnEarth(String crs, double easting, double northing, double latitude, double longitude) {
        Location location = SiteProjection.of(crs).locate(easting, northing).orElseThrow();
        double tolerance = crs.equals("EPSG:28355") ? 0.01 : CLOSE;
        assertThat(location.latitude()).isCloseTo(latitude, within(tolerance));
        assertThat(location.longitude()).isCloseTo(longitude, within(tolerance));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:99999", "EPSG:", "27700", "British National Grid"})
    void aSystemThatNobodyKnowsIsToldWithItsMend(String crs) {
        assertThatThrownBy(() -> SiteProjection.of(crs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + crs + "\"")
                .hasMessageContaining("spec.crs");
    }

    @Test
    void aReadingWithoutCoordinatesHasNoPlace() {
        SiteProjection projection = SiteProjection.of("EPSG:28355");
        assertThat(projection.locate(Double.NaN, 5_815_854)).isEmpty();
        assertThat(projection.locate(323_112, Double.NaN)).isEmpty();
        assertThat(projection.locate(1e300, -1e300)).isEmpty();
    }
}
