package io.sitewatch.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;

/** Reconciliations: how many, how they ended, how long they took. */
final class OperatorMetrics implements Metrics {
    private static final String RECONCILIATIONS = "sitewatch.reconciliations";

    private final MeterRegistry meters;

    OperatorMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
        meters.counter(RECONCILIATIONS, "outcome", "success").increment();
    }

    @Override
    public void reconciliationFailed(
            HasMetadata resource, RetryInfo retry, Exception failure, Map<String, Object> metadata) {
        meters.counter(RECONCILIATIONS, "outcome", "failure").increment();
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        Timer.Sample sample = Timer.start(meters);
        try {
            return execution.execute();
        } finally {
            sample.stop(meters.timer("sitewatch.reconciliation.duration", "kind", execution.name()));
        }
    }
}
