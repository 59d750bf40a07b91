package io.sitewatch.batchview.site;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What people type as a time, in the zone of the site, and the time that it is now. */
@Singleton
public class SiteTimes {
    private final ZoneId zone;
    private final Clock clock;

    @Inject
    public SiteTimes(SiteSettings settings, Clock clock) {
        this(settings.timezone(), clock);
    }

    SiteTimes(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    public ZoneId zone() {
        return zone;
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * The instant that the text means: an ISO-8601 instant ({@code 2026-03-29T00:30:00Z}), or a date or local time in
     * the zone of the site. A local time that daylight saving skips moves on by the gap; one that happens twice is the
     * first.
     *
     * @throws IllegalArgumentException naming the field, the value and the forms
     */
    public Instant parse(String field, String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            boolean hasOffset = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d$");
            return hasOffset
                    ? java.time.OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + ": \"" + text
                    + "\" is no time: write 2026-03-29T00:30:00Z, or a date 2026-03-29 in the zone of the site (" + zone
                    + ")");
        }
    }
}
