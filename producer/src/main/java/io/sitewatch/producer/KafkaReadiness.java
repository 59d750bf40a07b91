package io.sitewatch.producer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether Kafka takes readings. */
@Readiness
@ApplicationScoped
public class KafkaReadiness implements HealthCheck {
    private final MonitoringLog log;

    KafkaReadiness(MonitoringLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        String trouble = log.trouble();
        return HealthCheckResponse.named("kafka")
                .status(trouble.isEmpty())
                .withData("inFlight", log.inFlight())
                .withData("state", trouble.isEmpty() ? "connected" : trouble)
                .build();
    }
}
