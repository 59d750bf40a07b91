package io.sitewatch.operator.controller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells informers that are dead from those that merely lost their connection for a while, as when an API server is updated:
 * they begin anew by themselves, and to end the operator for that would only make it worse.
 */
final class InformerVitals {
    /**
     * One informer.
     *
     * @param name of what it watches
     * @param namespace that it watches, or the framework's word for all
     */
    record Informer(String name, String namespace) {
        @Override
        public String toString() {
            return name + " in " + namespace;
        }
    }

    private final Clock clock;
    private final Duration grace;
    private final Map<Informer, Instant> deafSince = new ConcurrentHashMap<>();

    /**
     * @param grace how long an informer may go without a watch
     */
    InformerVitals(Clock clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
    }

    /**
     * Who is dead, by one more look.
     *
     * @param watching every informer, and whether it hears of changes now
     */
    Set<Informer> dead(Map<Informer, Boolean> watching) {
        Instant now = clock.instant();
        Set<Informer> dead = new HashSet<>();
        watching.forEach((informer, hears) -> {
            if (hears) {
                deafSince.remove(informer);
            } else if (!now.isBefore(
                    deafSince.computeIfAbsent(informer, first -> now).plus(grace))) {
                dead.add(informer);
            }
        });
        return dead;
    }
}
