package io.sitewatch.operator.controller;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a site is looked at again though nothing happened: every so often, and not all sites at once.
 *
 * @param interval on average
 */
public record Resync(Duration interval, RandomGenerator random) {
    private static final double JITTER = 0.2;

    Duration next() {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(interval.toMillis() * factor));
    }
}
