package io.sitewatch.local.cli.up;

import io.sitewatch.local.cluster.ClusterEvent;
import io.sitewatch.local.cluster.ClusterEvent.Severity;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which of the cluster's events are worth a line at the terminal, and that line. */
final class EventLines {
    /** Letters of a message; the rest is in the log. */
    private static final int LONGEST = 200;

    private final boolean plain;
    private final Set<String> inTrouble = new HashSet<>();

    /** @param plain without a live table, which tells most of it, every event is a line until the sites are up */
    EventLines(boolean plain) {
        this.plain = plain;
    }

    /**
     * The line of an event, if it is worth one.
     *
     * @param elapsed since the start of the command
     * @param following whether the sites are up, so that only trouble and its end are news
     */
    Optional<String> line(ClusterEvent event, Duration elapsed, boolean following) {
        String key = event.component() + "/" + event.namespace() + "/" + event.name();
        boolean news =
                switch (event.severity()) {
                    case INFO -> inTrouble.remove(key) || plain && !following;
                    case WARNING, ERROR -> {
                        inTrouble.add(key);
                        yield true;
                    }
                };
        return news ? Optional.of("%4ds  %s".formatted(elapsed.toSeconds(), text(event))) : Optional.empty();
    }

    private static String text(ClusterEvent event) {
        StringBuilder text = new StringBuilder();
        if (event.severity() != Severity.INFO) {
            text.append(event.severity() == Severity.ERROR ? "ERROR " : "warning ");
        }
        text.append(event.component());
        if (!event.name().isEmpty() && !event.name().equals(event.component())) {
            text.append(" (").append(event.name()).append(')');
        }
        text.append(": ").append(shortened(event.message()));
        if (event.severity() != Severity.INFO) {
            event.log().ifPresent(log -> text.append(" (log: ").append(log).append(')'));
        }
        return text.toString();
    }

    private static String shortened(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
