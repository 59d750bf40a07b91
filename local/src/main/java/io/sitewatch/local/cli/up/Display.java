package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.site.SiteSnapshot;
import java.time.Duration;
import java.util.List;

/** Where a person follows {@code up}. Used by one thread. */
interface Display {
    /** A line that stays. */
    void line(String text);

    /** The sites on their way up. */
    void starting(List<SiteSnapshot> sites, Duration elapsed);

    /** What {@link #starting} showed last stays as it is; lines follow below. */
    void settle();
}
