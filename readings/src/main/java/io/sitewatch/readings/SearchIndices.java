package io.sitewatch.readings;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a site has in Elasticsearch. Records and the instruments' states are in plain indices, since a data stream takes no
 * corrections; alerts and the stream's progress only ever grow, and are data streams.
 */
public final class SearchIndices {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

    private SearchIndices() {}

    /** The index of the records whose window starts in that month, for example {@code sitewatch-records-shaft-2026.11}. */
    public static String records(String site, Instant windowStart) {
        return recordsPrefix(site) + MONTH.format(windowStart);
    }

    /** What the names of a site's record indices begin with; {@code *} behind it is the pattern of its template. */
    public static String recordsPrefix(String site) {
        return "sitewatch-records-" + site + "-";
    }

    /**
     * All record indices of a site, for whoever reads: a month has no hyphen, the name of another site that begins with this
     * one's has.
     */
    public static String allRecords(String site) {
        String all = recordsPrefix(site) + "*";
        return all + ",-" + all + "-*";
    }

    /** The same as a regular expression of a role. */
    public static String recordsOfRole(String site) {
        return "/" + recordsPrefix(site) + "[0-9]{4}\\.[0-9]{2}/";
    }

    /** The month of a site's record index; nothing for an index that is none. */
    public static Optional<YearMonth> month(String site, String index) {
        if (!index.startsWith(recordsPrefix(site))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    YearMonth.parse(index.substring(recordsPrefix(site).length()), MONTH));
        } catch (DateTimeParseException ofAnotherSite) {
            return Optional.empty();
        }
    }

    /** The data stream of a site's alerts: one document for each thing that is said of an alert. */
    public static String alerts(String site) {
        return "sitewatch-alerts-" + site;
    }

    /** The index of how each instrument stands now: one document an instrument. */
    public static String instruments(String site) {
        return "sitewatch-instruments-" + site;
    }

    /** The data stream of what each batch brought. */
    public static String progress(String site) {
        return "sitewatch-progress-" + site;
    }
}
