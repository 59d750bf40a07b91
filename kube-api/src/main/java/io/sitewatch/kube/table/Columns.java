package io.sitewatch.kube.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sitewatch.kube.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Builds the columns of a kind, in the order in which they are shown. */
final class Columns {
    private final List<Column> columns = new ArrayList<>();
    private int priority;

    static Columns named() {
        return new Columns()
                .add("Name", "string", "name", "Name must be unique within a namespace.", (object, now) -> object.path(
                                "metadata")
                        .path("name"));
    }

    static Columns unnamed() {
        return new Columns();
    }

    Columns text(String name, Function<JsonNode, String> value) {
        return add(name, "string", "", "", (object, now) -> {
            String text = value.apply(object);
            return TextNode.valueOf(text.isEmpty() ? "<none>" : text);
        });
    }

    Columns field(String name, String... path) {
        return text(name, object -> Json.text(object, path));
    }

    Columns number(String name, ToIntFunction<JsonNode> value) {
        return add(name, "integer", "", "", (object, now) -> IntNode.valueOf(value.applyAsInt(object)));
    }

    Columns since(String name, String... path) {
        return add(name, "string", "", "", (object, now) -> {
            String time = Json.text(object, path);
            return TextNode.valueOf(time.isEmpty() ? "<none>" : HumanDuration.since(time, now));
        });
    }

    Columns age() {
        return add(
                "Age",
                "string",
                "",
                "Time since creation.",
                (object, now) ->
                        TextNode.valueOf(HumanDuration.since(Json.text(object, "metadata", "creationTimestamp"), now)));
    }

    /** What follows is shown with {@code -o wide} only. */
    Columns wide() {
        priority = 1;
        return this;
    }

    List<Column> done() {
        return List.copyOf(columns);
    }

    Columns add(
            String name, String type, String format, String description, BiFunction<JsonNode, Instant, JsonNode> cell) {
        columns.add(new Column(name, type, format, description, priority, cell));
        return this;
    }

    /** The columns of a custom resource as its CRD lists them; name and age when it lists none. */
    static List<Column> custom(List<JsonNode> declared) {
        if (declared.isEmpty()) {
            return named().age().done();
        }
        Columns columns = named();
        for (JsonNode each : declared) {
            JsonPath path = JsonPath.parse(Json.text(each, "jsonPath"));
            String type = Json.text(each, "type");
            columns.priority = each.path("priority").asInt();
            columns.add(
                    Json.text(each, "name"),
                    type,
                    Json.text(each, "format"),
                    Json.text(each, "description"),
                    (object, now) -> path.first(object)
                            .map(value -> cell(type, value, now))
                            .orElse(NullNode.getInstance()));
        }
        return columns.done();
    }

    private static JsonNode cell(String type, JsonNode value, Instant now) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "date" -> TextNode.valueOf(HumanDuration.since(value.asText(), now));
            case "string" -> TextNode.valueOf(value.isContainerNode() ? value.toString() : value.asText());
            default -> value;
        };
    }
}
