package io.sitewatch.producer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the source answers on at least one path, and how each one is. A restart mends no source, so this is never about
 * liveness.
 */
@Readiness
@ApplicationScoped
public class SourceReadiness implements HealthCheck {
    private final Pollers pollers;

    SourceReadiness(Pollers pollers) {
        this.pollers = pollers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("source")
                .status(pollers.all().stream().anyMatch(poller -> poller.state().up()));
        pollers.all()
                .forEach(poller ->
                        response.withData(poller.path(), poller.state().description()));
        return response.build();
    }
}
