package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Property
    void isAnywhereBetweenNoneAndTheDoubledWait(
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int failures,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        Duration wait = new Backoff(FIRST, LONGEST, () -> random).afterFailures(failures);
        assertThat(wait).isGreaterThanOrEqualTo(Duration.ZERO).isLessThanOrEqualTo(LONGEST);
    }

    @Example
    void doublesUpToTheLongest() {
        Backoff longestWait = new Backoff(FIRST, LONGEST, () -> 1);
        assertThat(longestWait.afterFailures(1)).isEqualTo(FIRST);
        assertThat(longestWait.afterFailures(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(longestWait.afterFailures(5)).isEqualTo(Duration.ofSeconds(8));
        assertThat(longestWait.afterFailures(7)).isEqualTo(LONGEST);
        assertThat(longestWait.afterFailures(1000)).isEqualTo(LONGEST);
    }

    @Example
    void hasFullJitter() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0).afterFailures(9)).isZero();
        assertThat(new Backoff(FIRST, LONGEST, () -> 0.5).afterFailures(9)).isEqualTo(Duration.ofSeconds(15));
    }
}
