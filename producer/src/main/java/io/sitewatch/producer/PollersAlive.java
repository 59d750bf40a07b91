package io.sitewatch.producer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether every path is still being polled; if not, only a restart helps. */
@Liveness
@ApplicationScoped
public class PollersAlive implements HealthCheck {
    private final Pollers pollers;

    PollersAlive(Pollers pollers) {
        this.pollers = pollers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pollers").status(pollers.alive()).build();
    }
}
