package io.sitewatch.operator.controller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells informers that are dead from those that merely lost their connection for a while, as when an API server is updated:
 * they begin anew by themselves, and to end the operator for that would only make it worse.
 */
final class InformerVitals {
    private final Clock clock;
    private final Duration grace;
    private final Map<String, Instant> deafSince = new ConcurrentHashMap<>();

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
     * @param watching every informer by its name, and whether it hears of changes now
     */
    Set<String> dead(Map<String, Boolean> watching) {
        Instant now = clock.instant();
        Set<String> dead = new TreeSet<>();
        watching.forEach((name, hears) -> {
            if (hears) {
                deafSince.remove(name);
            } else if (!now.isBefore(
                    deafSince.computeIfAbsent(name, first -> now).plus(grace))) {
                dead.add(name);
            }
        });
        return dead;
    }
}
