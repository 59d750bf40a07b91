package io.sitewatch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void areTakenByTheNearestRank() {
        List<Long> hundredDown =
                LongStream.rangeClosed(1, 100).map(value -> 101 - value).boxed().toList();

        assertThat(Percentiles.of(hundredDown)).isEqualTo(new Percentiles(100, 50, 95, 99, 100));
        assertThat(Percentiles.of(List.of(7L))).isEqualTo(new Percentiles(1, 7, 7, 7, 7));
    }

    @Test
    void needSamples() {
        assertThatThrownBy(() -> Percentiles.of(List.of())).hasMessage("there are no samples");
    }
}
