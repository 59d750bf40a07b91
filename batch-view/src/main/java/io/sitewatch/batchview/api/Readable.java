package io.sitewatch.batchview.api;

import io.sitewatch.batchview.store.Instruments;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the tables are there and role report may read them. */
@Readiness
@Singleton
class Readable implements HealthCheck {
    private final Instruments instruments;
    private final DayZone dayZone;

    Readable(Instruments instruments, DayZone dayZone) {
        this.instruments = instruments;
        this.dayZone = dayZone;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("tables");
        try {
            dayZone.inForce();
            return answer.up()
                    .withData("instruments", instruments.latest().size())
                    .build();
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return answer.down()
                    .withData("why", String.valueOf(cause.getMessage()))
                    .build();
        }
    }
}
