package io.sitewatch.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.SearchIndices;
import io.sitewatch.stream.meaning.Times;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthlyIndicesTest {
    @Test
    void monthsBeginAndEndInUtcWhicheverCameBefore() {
        MonthlyIndices indices = new MonthlyIndices("shaft");
        for (String start : List.of(
                "2026-11-30T23:59:50Z",
                "2026-12-01T00:00:00Z",
                "2026-11-30T23:59:50Z",
                "2026-12-31T23:59:50Z",
                "2027-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "2026-12-15T12:00:00Z")) {
            assertThat(indices.of(Times.micros(Instant.parse(start))))
                    .isEqualTo(SearchIndices.records("shaft", Instant.parse(start)))
                    .isEqualTo(
                            "sitewatch-records-shaft-" + start.substring(0, 7).replace('-', '.'));
        }
    }
}
