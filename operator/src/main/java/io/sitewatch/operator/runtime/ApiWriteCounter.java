package io.sitewatch.operator.runtime;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what the operator writes to the API server: at rest, that should be nothing. */
final class ApiWriteCounter implements Interceptor {
    private final MeterRegistry meters;

    ApiWriteCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String method = request.method().toUpperCase(Locale.ROOT);
        // Renewing the lease is the price of leader election, and no write of a site.
        if (!"GET".equals(method) && !request.uri().getPath().contains("/leases")) {
            meters.counter("sitewatch.api.writes", "method", method).increment();
        }
    }
}
