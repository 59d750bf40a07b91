package io.sitewatch.operator.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    private static final List<String> INDICES = List.of(
            "sitewatch-records-shaft-2025.11",
            "sitewatch-records-shaft-2026.08",
            "sitewatch-records-shaft-2026.09",
            "sitewatch-records-shaft-2026.10",
            "sitewatch-records-shaft-2026.11",
            "sitewatch-records-shaft-2026.12",
            "sitewatch-records-shaft-east-2020.01",
            "sitewatch-records-shaft-notes",
            "sitewatch-records-tunnel-2020.01",
            "sitewatch-instruments-shaft");

    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-01T00:00:00Z, 3",
        "1, 2026-10-31T23:59:59Z, 2",
        "2, 2026-11-30T12:00:00Z, 2",
        "12, 2026-11-30T12:00:00Z, 0",
        "12, 2026-12-01T00:00:00Z, 1",
        "1200, 2026-11-30T12:00:00Z, 0",
    })
    void aMonthGoesWhenAllOfItIsOlderThanRecordsStay(int months, Instant now, int gone) {
        assertThat(Retention.expired("shaft", INDICES, months, now)).isEqualTo(INDICES.subList(0, gone));
    }

    @Test
    void whatIsNotARecordIndexOfTheSiteStays() {
        assertThat(Retention.expired("shaft", INDICES, 1, Instant.parse("2099-01-01T00:00:00Z")))
                .isEqualTo(INDICES.subList(0, 6));
    }
}
