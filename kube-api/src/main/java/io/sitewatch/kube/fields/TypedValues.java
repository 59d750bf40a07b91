package io.sitewatch.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Structured merge: the operations on values with a schema that server-side apply is made of. Inputs are never changed. */
final class TypedValues {

    /** What changed from one value to another. */
    record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
        FieldSet changed() {
            return added.union(modified);
        }
    }

    private TypedValues() {}

    /** The paths that a configuration sets. */
    static FieldSet paths(Schema schema, JsonNode value) {
        FieldSet set = new FieldSet();
        collect(schema, value, set);
        return set.pruneEmpty();
    }

    private static void collect(Schema schema, JsonNode value, FieldSet at) {
        switch (Shape.of(schema, value)) {
            case LEAF -> at.own();
            case FIELDS ->
                value.properties().forEach(entry -> {
                    FieldSet child = at.at(PathElements.field(entry.getKey()));
                    collect(Shape.field(schema, entry.getKey()), entry.getValue(), child);
                    boolean freeKey = !schema.properties().containsKey(entry.getKey());
                    if (freeKey
                            || entry.getValue().isNull()
                            || (entry.getValue().isObject() && entry.getValue().isEmpty())) {
                        child.own();
                    }
                });
            case ELEMENTS ->
                value.forEach(item -> {
                    FieldSet child = at.at(PathElements.item(schema, item));
                    collect(Shape.element(schema), item, child);
                    child.own();
                });
        }
    }

    /** A configuration laid over the live value. */
    static JsonNode merge(Schema schema, JsonNode live, JsonNode config) {
        Shape shape = Shape.of(schema, config);
        if (live == null || shape == Shape.LEAF || live.getNodeType() != config.getNodeType()) {
            return config.deepCopy();
        }
        return shape == Shape.FIELDS
                ? mergeFields(schema, (ObjectNode) live, (ObjectNode) config)
                : mergeElements(schema, live, config);
    }

    private static ObjectNode mergeFields(Schema schema, ObjectNode live, ObjectNode config) {
        ObjectNode merged = Json.object();
        live.properties().forEach(entry -> {
            JsonNode mine = config.get(entry.getKey());
            merged.set(
                    entry.getKey(),
                    mine == null
                            ? entry.getValue().deepCopy()
                            : merge(Shape.field(schema, entry.getKey()), entry.getValue(), mine));
        });
        config.properties().forEach(entry -> {
            if (!live.has(entry.getKey())) {
                merged.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
        return merged;
    }

    /** The order of the configuration wins; live elements that it does not name keep their place among their neighbours. */
    private static ArrayNode mergeElements(Schema schema, JsonNode live, JsonNode config) {
        Map<String, JsonNode> theirs = byElement(schema, live);
        Map<String, JsonNode> mine = byElement(schema, config);
        List<String> liveOrder = new ArrayList<>(theirs.keySet());
        ArrayNode merged = Json.array();
        int next = 0;
        for (Map.Entry<String, JsonNode> entry : mine.entrySet()) {
            while (next < liveOrder.size() && !liveOrder.get(next).equals(entry.getKey())) {
                String element = liveOrder.get(next);
                if (mine.containsKey(element)) {
                    break;
                }
                merged.add(theirs.get(element).deepCopy());
                next++;
            }
            if (next < liveOrder.size() && liveOrder.get(next).equals(entry.getKey())) {
                next++;
            }
            merged.add(merge(Shape.element(schema), theirs.get(entry.getKey()), entry.getValue()));
        }
        for (; next < liveOrder.size(); next++) {
            if (!mine.containsKey(liveOrder.get(next))) {
                merged.add(theirs.get(liveOrder.get(next)).deepCopy());
            }
        }
        return merged;
    }

    static Comparison compare(Schema schema, JsonNode before, JsonNode after) {
        Comparison comparison = new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
        compare(schema, before, after, comparison);
        comparison.added.pruneEmpty();
        comparison.modified.pruneEmpty();
        comparison.removed.pruneEmpty();
        return comparison;
    }

    private static void compare(Schema schema, JsonNode before, JsonNode after, Comparison into) {
        if (before == null) {
            mark(schema, after, into.added);
            return;
        }
        if (after == null) {
            mark(schema, before, into.removed);
            return;
        }
        Shape shape = Shape.of(schema, after);
        if (shape != Shape.of(schema, before) || (before.isEmpty() && after.isEmpty())) {
            shape = Shape.LEAF;
        }
        switch (shape) {
            case LEAF -> {
                if (!Json.equal(before, after)) {
                    into.modified.own();
                }
            }
            case FIELDS -> {
                Set<String> names = new LinkedHashSet<>();
                before.fieldNames().forEachRemaining(names::add);
                after.fieldNames().forEachRemaining(names::add);
                for (String name : names) {
                    compare(
                            Shape.field(schema, name),
                            before.get(name),
                            after.get(name),
                            below(into, PathElements.field(name)));
                }
            }
            case ELEMENTS -> {
                Map<String, JsonNode> old = byElement(schema, before);
                Map<String, JsonNode> now = byElement(schema, after);
                Set<String> elements = new LinkedHashSet<>(old.keySet());
                elements.addAll(now.keySet());
                for (String element : elements) {
                    compare(Shape.element(schema), old.get(element), now.get(element), below(into, element));
                }
            }
        }
    }

    private static Comparison below(Comparison at, String element) {
        return new Comparison(at.added.at(element), at.modified.at(element), at.removed.at(element));
    }

    /** A value that is there on one side only: itself and all below it. */
    private static void mark(Schema schema, JsonNode value, FieldSet at) {
        at.own();
        switch (Shape.of(schema, value)) {
            case LEAF -> {
                // owned as a whole
            }
            case FIELDS ->
                value.properties()
                        .forEach(entry -> mark(
                                Shape.field(schema, entry.getKey()),
                                entry.getValue(),
                                at.at(PathElements.field(entry.getKey()))));
            case ELEMENTS ->
                value.forEach(item -> mark(Shape.element(schema), item, at.at(PathElements.item(schema, item))));
        }
    }

    /**
     * The value without the given paths. An object or list that loses all it had, and does not go itself, becomes a JSON null: so the API
     * server has it, and then refuses it where the field is not nullable.
     */
    static JsonNode remove(Schema schema, JsonNode value, FieldSet paths) {
        switch (Shape.of(schema, value)) {
            case FIELDS -> {
                ObjectNode kept = Json.object();
                value.properties().forEach(entry -> keep(
                                Shape.field(schema, entry.getKey()),
                                entry.getValue(),
                                paths.find(PathElements.field(entry.getKey())))
                        .ifPresent(left -> kept.set(entry.getKey(), left)));
                return kept.isEmpty() ? NullNode.getInstance() : kept;
            }
            case ELEMENTS -> {
                ArrayNode kept = Json.array();
                value.forEach(item -> keep(Shape.element(schema), item, paths.find(PathElements.item(schema, item)))
                        .ifPresent(kept::add));
                return kept.isEmpty() ? NullNode.getInstance() : kept;
            }
            default -> {
                return value;
            }
        }
    }

    private static Optional<JsonNode> keep(Schema schema, JsonNode value, FieldSet paths) {
        if (paths == null) {
            return Optional.of(value.deepCopy());
        }
        return paths.owned() ? Optional.empty() : Optional.of(remove(schema, value, paths));
    }

    /** The set, and with each path the declared fields on the way to it. */
    static FieldSet withNamedParents(Schema schema, FieldSet set) {
        FieldSet result = new FieldSet();
        if (set.owned()) {
            result.own();
        }
        set.children().forEach((element, child) -> {
            boolean field = PathElements.isField(element);
            String name = field ? PathElements.fieldName(element) : "";
            Schema below = field ? Shape.field(schema, name) : Shape.element(schema);
            FieldSet copy = withNamedParents(below, child);
            if (field && schema.properties().containsKey(name) && !copy.isEmpty()) {
                copy.own();
            }
            result.children().put(element, copy);
        });
        return result;
    }

    private static Map<String, JsonNode> byElement(Schema schema, JsonNode list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        list.forEach(item -> elements.put(PathElements.item(schema, item), item));
        return elements;
    }
}
