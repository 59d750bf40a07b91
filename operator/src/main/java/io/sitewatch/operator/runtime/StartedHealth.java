package io.sitewatch.operator.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it watches, or waits to become the leader. */
@Readiness
@ApplicationScoped
public class StartedHealth implements HealthCheck {
    private final OperatorLifecycle lifecycle;

    public StartedHealth(OperatorLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started")
                .status(lifecycle.operator().started())
                .build();
    }
}
