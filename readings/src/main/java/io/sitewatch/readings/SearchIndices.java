package io.sitewatch.readings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Elasticsearch indices of a site: plain ones, since a data stream takes no corrections. */
public final class SearchIndices {
    /** Classpath resource with the index template of the records, less its {@code index_patterns}. */
    public static final String RECORDS_TEMPLATE = "/elasticsearch/records-template.json";
    /** The same of the alerts. */
    public static final String ALERTS_TEMPLATE = "/elasticsearch/alerts-template.json";

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

    private SearchIndices() {}

    /** The index of the records whose window starts in that month, for example {@code sitewatch-records-shaft-2026.11}. */
    public static String records(String site, Instant windowStart) {
        return recordsPrefix(site) + MONTH.format(windowStart);
    }

    /** What the names of a site's record indices begin with; {@code *} behind it is the index pattern. */
    public static String recordsPrefix(String site) {
        return "sitewatch-records-" + site + "-";
    }

    /** The index of a site's alerts. */
    public static String alerts(String site) {
        return "sitewatch-alerts-" + site;
    }
}
