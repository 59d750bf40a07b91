package io.sitewatch.local.cluster.process;

import java.time.Duration;
import java.util.Optional;

/** Told what becomes of a process. Called on the supervisor's threads: return soon. */
public interface ProcessListener {

    /** It runs, with that id. */
    default void started(long pid, int restarts) {}

    /**
     * It ended, or could not be started.
     *
     * @param next the wait before it is started again; nothing when it is not
     */
    default void ended(Exit exit, Optional<Duration> next) {}
}
