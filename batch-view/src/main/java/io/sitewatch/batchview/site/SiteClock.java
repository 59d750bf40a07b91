package io.sitewatch.batchview.site;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock that staleness is judged by. */
@Singleton
class SiteClock {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
