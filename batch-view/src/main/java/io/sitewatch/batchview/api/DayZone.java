package io.sitewatch.batchview.api;

import io.sitewatch.batchview.site.SiteSettings;
import io.sitewatch.batchview.store.Summaries;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The zone in which the database cuts days. The first look offers the zone of the site, which a new database takes. */
@Singleton
public class DayZone {
    private static final Logger LOG = Logger.getLogger(DayZone.class);

    private final Summaries summaries;
    private final String siteZone;
    private volatile String zone;

    DayZone(Summaries summaries, SiteSettings settings) {
        this.summaries = summaries;
        this.siteZone = settings.timezone().getId();
    }

    /** The zone's IANA name. */
    public String inForce() {
        String known = zone;
        if (known == null) {
            known = summaries.adoptZone(siteZone);
            zone = known;
            if (!known.equals(siteZone)) {
                LOG.warnf(
                        "the site's zone is %s, but the database cuts days in %s; as the owner of the tables, run: "
                                + "SELECT site_use_timezone('%s')",
                        siteZone, known, siteZone);
            }
        }
        return known;
    }
}
