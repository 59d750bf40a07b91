package io.sitewatch.local.cluster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is closed in the end, in stages; one that fails does not keep the others open. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    /** The parts first, so that none of them starts again what is being stopped. */
    enum Stage {
        PARTS,
        PROCESSES,
        WATCHES,
        CLIENT,
        API,
        LAST
    }

    private final Map<Stage, List<AutoCloseable>> stages = new EnumMap<>(Stage.class);

    synchronized void add(Stage stage, AutoCloseable what) {
        stages.computeIfAbsent(stage, absent -> new ArrayList<>()).add(what);
    }

    /** Closes everything; a second caller waits for the first, and finds nothing to do. */
    synchronized void run() {
        for (Stage stage : Stage.values()) {
            List<AutoCloseable> closing = stages.remove(stage);
            if (closing != null) {
                closing.parallelStream().forEach(Shutdown::close);
            }
        }
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            LOG.warn("{} did not close", what.getClass().getSimpleName(), e);
        }
    }
}
