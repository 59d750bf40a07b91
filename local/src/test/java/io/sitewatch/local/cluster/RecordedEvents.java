package io.sitewatch.local.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps events, and prints them: a failing test then shows what the laptop cluster was doing. */
final class RecordedEvents implements Consumer<ClusterEvent> {
    private final List<ClusterEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(ClusterEvent event) {
        events.add(event);
        System.out.printf(
                "%s %s %s/%s: %s%n",
                event.severity(), event.component(), event.namespace(), event.name(), event.message());
    }

    List<String> messages() {
        return events.stream().map(ClusterEvent::message).toList();
    }
}
