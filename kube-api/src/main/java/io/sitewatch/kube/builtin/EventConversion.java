package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.Map;

/** Events live in two groups that share their objects: {@code v1} and {@code events.k8s.io/v1} name the same fields differently. */
public final class EventConversion {
    private static final String CORE = "v1";
    private static final String EVENTS = "events.k8s.io/v1";
    private static final Map<String, String> TO_EVENTS = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "reportingComponent", "reportingController",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount");

    private EventConversion() {}

    /** The event in the asked group's form. */
    public static ObjectNode to(boolean eventsGroup, ObjectNode event) {
        String wanted = eventsGroup ? EVENTS : CORE;
        if (Json.text(event, "apiVersion").equals(wanted)) {
            return event;
        }
        ObjectNode converted = Json.object().put("apiVersion", wanted);
        event.properties().forEach(entry -> {
            if (!"apiVersion".equals(entry.getKey())) {
                converted.set(eventsGroup ? toEvents(entry.getKey()) : toCore(entry.getKey()), entry.getValue());
            }
        });
        return converted;
    }

    private static String toEvents(String field) {
        return TO_EVENTS.getOrDefault(field, field);
    }

    private static String toCore(String field) {
        return TO_EVENTS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(field))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(field);
    }
}
