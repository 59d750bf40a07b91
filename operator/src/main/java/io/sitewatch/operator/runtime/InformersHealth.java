package io.sitewatch.operator.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** An operator whose informers are dead sees nothing: it has to be started again. */
@Liveness
@ApplicationScoped
public class InformersHealth implements HealthCheck {
    private final OperatorLifecycle lifecycle;

    public InformersHealth(OperatorLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> dead = lifecycle.operator().deadInformers();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("informers").status(dead.isEmpty());
        if (!dead.isEmpty()) {
            response.withData("dead", String.join(", ", dead));
        }
        return response.build();
    }
}
