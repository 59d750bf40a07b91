package io.sitewatch.operator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sitewatch.operator.apply.Difference;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.render.Desired;
import io.sitewatch.operator.render.Metadata;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The fields that the operator once set and no longer does, which server-side apply takes away: read from the object's own
 * record of who manages what, <code>metadata.managedFields</code>. A field that somebody else manages too stays.
 */
final class UnsetFields {
    private static final String ITSELF = ".";

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Difference> found = new ArrayList<>();

    private UnsetFields() {}

    static List<Difference> of(Desired desired, LiveObject live) {
        UnsetFields unset = new UnsetFields();
        List<JsonNode> ours = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode entry : live.at("/metadata/managedFields")) {
            boolean isOurs = Metadata.OPERATOR.equals(entry.path("manager").asText())
                    && "Apply".equals(entry.path("operation").asText());
            (isOurs ? ours : others).add(entry.path("fieldsV1"));
        }
        ours.forEach(fields -> unset.walk("", fields, others, live.tree(), desired.tree()));
        return List.copyOf(unset.found);
    }

    private void walk(String path, JsonNode fields, List<JsonNode> others, JsonNode live, JsonNode desired) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String element = field.getKey();
            if (ITSELF.equals(element)) {
                continue;
            }
            JsonNode there = step(live, element);
            JsonNode wanted = step(desired, element);
            List<JsonNode> shared =
                    others.stream().filter(other -> other.has(element)).toList();
            String at = path(path, element);
            if (!there.isMissingNode() && wanted.isMissingNode() && shared.isEmpty()) {
                found.add(new Difference(at, there, MissingNode.getInstance()));
            } else {
                List<JsonNode> below =
                        shared.stream().map(other -> other.get(element)).toList();
                walk(at, field.getValue(), below, there, wanted);
            }
        }
    }

    /** One element of a path as the API server writes it: a field, or an entry of a list by its keys or its value. */
    private JsonNode step(JsonNode node, String element) {
        String rest = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> node.path(rest);
            case 'k' -> entry(node, json(rest));
            case 'v' ->
                StreamSupport.stream(node.spliterator(), false)
                        .filter(json(rest)::equals)
                        .findFirst()
                        .orElse(MissingNode.getInstance());
            default -> node.path(Integer.parseInt(rest));
        };
    }

    /** What the operator leaves out of a key has its default, as the protocol of a port: nothing then contradicts it. */
    private static JsonNode entry(JsonNode list, JsonNode keys) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(item -> keys.properties().stream()
                        .allMatch(key -> !item.has(key.getKey())
                                || item.get(key.getKey()).equals(key.getValue())))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private String path(String parent, String element) {
        String rest = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> parent.isEmpty() ? rest : parent + "." + rest;
            case 'k' -> parent + "[" + json(rest).iterator().next().asText() + "]";
            default -> parent + "[" + rest + "]";
        };
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
