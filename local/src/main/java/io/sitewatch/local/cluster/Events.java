package io.sitewatch.local.cluster;

import io.sitewatch.local.cluster.ClusterEvent.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to the one listener, one at a time, and writes them to the launcher's log. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final Consumer<ClusterEvent> listener;
    private final Clock clock;

    public Events(Consumer<ClusterEvent> listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** For one component of one object. */
    public Source of(String component, String namespace, String name) {
        return new Source(component, namespace, name, Optional.empty());
    }

    private synchronized void emit(ClusterEvent event) {
        LOG.info(
                "{} {} {}/{}: {}",
                event.severity(),
                event.component(),
                event.namespace(),
                event.name(),
                event.message());
        listener.accept(event);
    }

    /** Events of one component of one object. */
    public final class Source {
        private final String component;
        private final String namespace;
        private final String name;
        private final Optional<Path> log;

        private Source(String component, String namespace, String name, Optional<Path> log) {
            this.component = component;
            this.namespace = namespace;
            this.name = name;
            this.log = log;
        }

        /** The same, pointing at a log. */
        public Source log(Path file) {
            return new Source(component, namespace, name, Optional.of(file));
        }

        public void info(String message) {
            emit(Severity.INFO, message);
        }

        public void warn(String message) {
            emit(Severity.WARNING, message);
        }

        public void error(String message) {
            emit(Severity.ERROR, message);
        }

        private void emit(Severity severity, String message) {
            Events.this.emit(new ClusterEvent(clock.instant(), severity, component, namespace, name, message, log));
        }
    }
}
