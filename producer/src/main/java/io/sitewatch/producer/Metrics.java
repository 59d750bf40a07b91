package io.sitewatch.producer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What the producer counts. */
final class Metrics {
    private static final String PATH = "path";

    private final MeterRegistry registry;

    Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Watches a path's state. */
    void source(Poller poller) {
        Gauge.builder("sitewatch.source.up", poller, p -> p.state().up() ? 1 : 0)
                .description("Whether the source answers on this path")
                .tag(PATH, poller.path())
                .register(registry);
        Gauge.builder("sitewatch.source.last.answer", poller, Metrics::lastAnswer)
                .description("When the source last answered on this path, in seconds since 1970")
                .tag(PATH, poller.path())
                .register(registry);
    }

    /** Watches the log. */
    void log(MonitoringLog log) {
        Gauge.builder("sitewatch.kafka.up", log, l -> l.trouble().isEmpty() ? 1 : 0)
                .description("Whether Kafka takes readings")
                .register(registry);
        Gauge.builder("sitewatch.readings.in.flight", log, MonitoringLog::inFlight)
                .description("Readings that Kafka has not acknowledged yet")
                .register(registry);
    }

    void polled(String path, Outcome outcome, Duration taken) {
        Counter.builder("sitewatch.polls")
                .description("Polls of the source by path and outcome")
                .tags(PATH, path, "outcome", outcome.label())
                .register(registry)
                .increment();
        registry.timer("sitewatch.poll.duration", PATH, path).record(taken);
    }

    void received(String path, int bytes) {
        registry.counter("sitewatch.source.bytes", PATH, path).increment(bytes);
    }

    void written(String path, int bytes) {
        registry.counter("sitewatch.readings.sent", PATH, path).increment();
        registry.counter("sitewatch.readings.sent.bytes", PATH, path).increment(bytes);
    }

    void refused(Exception failure) {
        registry.counter(
                        "sitewatch.readings.refused",
                        "error",
                        failure.getClass().getSimpleName())
                .increment();
    }

    private static double lastAnswer(Poller poller) {
        return poller.state().lastAnswer() == null
                ? Double.NaN
                : poller.state().lastAnswer().toEpochMilli() / 1000.0;
    }
}
