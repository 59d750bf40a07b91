package io.sitewatch.producer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.eclipse.microprofile.config.Config;

/** Puts the parts together, starts them and stops them. */
@ApplicationScoped
public class Beans {
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_KAFKA_RETRY = Duration.ofSeconds(10);

    @Produces
    @Singleton
    Settings settings(Config config) {
        return Settings.from(name -> config.getOptionalValue(name, String.class));
    }

    @Produces
    @Singleton
    MonitoringLog log(Settings settings, MeterRegistry registry) {
        return new MonitoringLog(
                () -> KafkaConnection.open(settings.kafka()),
                new Backoff(FIRST_RETRY, LONGEST_KAFKA_RETRY, random()),
                new Metrics(registry),
                Clock.systemUTC());
    }

    @Produces
    @Singleton
    Pollers pollers(Settings settings, MonitoringLog log, MeterRegistry registry) {
        Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, random());
        return Pollers.of(settings.source(), log, backoff, new Metrics(registry), Clock.systemUTC());
    }

    void start(@Observes StartupEvent event, Pollers pollers) {
        pollers.start();
    }

    void stop(@Observes ShutdownEvent event, Pollers pollers) {
        pollers.stop();
    }

    private static DoubleSupplier random() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }
}
