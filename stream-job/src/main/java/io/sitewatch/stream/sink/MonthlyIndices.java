package io.sitewatch.stream.sink;

import io.sitewatch.readings.SearchIndices;
import io.sitewatch.stream.meaning.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Names of a site's record indices. Most records are of the month of the one before: its name is kept. */
final class MonthlyIndices {
    private final String site;
    private long from;
    private long to;
    private String name;

    MonthlyIndices(String site) {
        this.site = site;
    }

    /** The index of records whose windows start then, microseconds since 1970. */
    String of(long windowStart) {
        if (name == null || windowStart < from || windowStart >= to) {
            Instant start = Times.instant(windowStart);
            LocalDate month = LocalDate.ofInstant(start, ZoneOffset.UTC).withDayOfMonth(1);
            from = Times.micros(month.atStartOfDay(ZoneOffset.UTC).toInstant());
            to = Times.micros(month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            name = SearchIndices.records(site, start);
        }
        return name;
    }
}
