package io.sitewatch.local.cluster.control;

import java.time.Duration;
import java.util.Optional;

/** Brings the world in line with one object. */
@FunctionalInterface
public interface Reconciler {

    /**
     * Looks at the object of that key, which may be gone, and does what is to be done.
     *
     * @return when to look again without being told; empty: when something changes
     * @throws Exception to be called again, later each time
     */
    Optional<Duration> reconcile(Key key) throws Exception;
}
