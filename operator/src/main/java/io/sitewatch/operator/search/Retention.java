package io.sitewatch.operator.search;

import io.sitewatch.readings.SearchIndices;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** Which months go: those of which every record is older than the months that records stay. */
public final class Retention {
    private Retention() {}

    /**
     * The indices to delete.
     *
     * @param indices names of them, of other sites and of other things too
     * @param months that records stay
     */
    public static List<String> expired(String site, Collection<String> indices, int months, Instant now) {
        YearMonth current = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return indices.stream()
                .filter(index -> SearchIndices.month(site, index)
                        .filter(month -> !month.plusMonths(months + 1L).isAfter(current))
                        .isPresent())
                .sorted()
                .toList();
    }
}
