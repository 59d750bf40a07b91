package io.sitewatch.instruments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/** Puts the parts together. */
@ApplicationScoped
public class Beans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Settings settings(Config config) {
        return Settings.from(name -> config.getOptionalValue(name, String.class));
    }

    @Produces
    @Singleton
    InstrumentsApi api(Settings settings) {
        return new InstrumentsApi(settings);
    }
}
