package io.sitewatch.local.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** One resource in words. */
public final class DescribeView {
    private static final String FIELD = "%-13s %s";

    private DescribeView() {}

    /**
     * Its lines. Values of a Secret are not among them.
     *
     * @param events about the object, in any order
     */
    public static List<String> lines(
            String kind, String apiVersion, JsonNode object, List<JsonNode> events, Instant now) {
        List<String> lines = new ArrayList<>();
        JsonNode metadata = object.path("metadata");
        lines.add(FIELD.formatted("Name:", metadata.path("name").asText()));
        if (metadata.has("namespace")) {
            lines.add(FIELD.formatted("Namespace:", metadata.path("namespace").asText()));
        }
        lines.add(FIELD.formatted("Kind:", kind + " (" + apiVersion + ")"));
        lines.add(FIELD.formatted(
                "Age:", Ages.since(metadata.path("creationTimestamp").asText(), now)));
        map(lines, "Labels:", metadata.path("labels"));
        map(lines, "Annotations:", metadata.path("annotations"));
        for (JsonNode owner : metadata.path("ownerReferences")) {
            lines.add(FIELD.formatted(
                    "Owned by:",
                    owner.path("kind").asText() + "/" + owner.path("name").asText()));
        }
        if (metadata.has("deletionTimestamp")) {
            lines.add(FIELD.formatted(
                    "Deleting:",
                    "for " + Ages.since(metadata.path("deletionTimestamp").asText(), now) + ", waits for "
                            + metadata.path("finalizers")));
        }
        yaml(lines, "Spec:", object.path("spec"));
        data(lines, kind, object.path("data"));
        JsonNode status = object.path("status");
        if (status instanceof ObjectNode fields) {
            yaml(lines, "Status:", fields.deepCopy().without(List.of("conditions")));
            conditions(lines, status.path("conditions"), now);
        }
        events(lines, events, now);
        return lines;
    }

    private static void map(List<String> lines, String title, JsonNode entries) {
        String label = title;
        for (var entry : entries.properties()) {
            lines.add(FIELD.formatted(
                    label, entry.getKey() + "=" + entry.getValue().asText()));
            label = "";
        }
    }

    private static void yaml(List<String> lines, String title, JsonNode node) {
        if (!node.isEmpty()) {
            lines.add(title);
            ResourceText.yaml(node).lines().forEach(line -> lines.add("  " + line));
        }
    }

    private static void data(List<String> lines, String kind, JsonNode data) {
        if (data.isEmpty()) {
            return;
        }
        lines.add("Data:");
        for (var entry : data.properties()) {
            String value = entry.getValue().asText();
            if (kind.equals("Secret")) {
                lines.add("  " + entry.getKey() + ": " + Base64.getDecoder().decode(value).length + " bytes");
            } else {
                lines.add("  " + entry.getKey() + ":");
                value.lines().forEach(line -> lines.add("    " + line));
            }
        }
    }

    private static void conditions(List<String> lines, JsonNode conditions, Instant now) {
        if (conditions.isEmpty()) {
            return;
        }
        lines.add("Conditions:");
        TextTable table = new TextTable("  TYPE", "STATUS", "FOR", "REASON", "MESSAGE");
        for (JsonNode condition : conditions) {
            table.row(
                    "  " + condition.path("type").asText(),
                    condition.path("status").asText(),
                    Ages.since(condition.path("lastTransitionTime").asText(""), now),
                    condition.path("reason").asText(""),
                    condition.path("message").asText(""));
        }
        lines.addAll(table.lines());
    }

    private static void events(List<String> lines, List<JsonNode> events, Instant now) {
        if (events.isEmpty()) {
            lines.add("Events: none");
            return;
        }
        lines.add("Events:");
        TextTable table = new TextTable("  AGE", "TYPE", "REASON", "FROM", "MESSAGE");
        events.stream()
                .sorted(Comparator.comparing(DescribeView::time))
                .forEach(event -> table.row(
                        "  " + Ages.since(time(event), now) + times(event),
                        event.path("type").asText(""),
                        event.path("reason").asText(""),
                        event.path("source")
                                .path("component")
                                .asText(event.path("reportingComponent").asText("")),
                        event.path("message").asText("")));
        lines.addAll(table.lines());
    }

    private static String time(JsonNode event) {
        for (String field : List.of("lastTimestamp", "eventTime")) {
            String time = event.path(field).asText("");
            if (!time.isEmpty() && !time.equals("null")) {
                return time;
            }
        }
        return event.path("metadata").path("creationTimestamp").asText("");
    }

    private static String times(JsonNode event) {
        int count = event.path("count").asInt(1);
        return count > 1 ? " (x" + count + ")" : "";
    }
}
