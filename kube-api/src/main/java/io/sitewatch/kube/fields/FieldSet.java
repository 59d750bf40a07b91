package io.sitewatch.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A set of field paths: the content of {@code fieldsV1}. Each node is a path element in its wire form ({@code f:name}, {@code k:{...}},
 * {@code v:...}), and says whether the path that ends in it belongs to the set.
 */
public final class FieldSet {
    private static final String SELF = ".";

    private final TreeMap<String, FieldSet> children = new TreeMap<>();
    private boolean owned;

    public static FieldSet of(JsonNode fieldsV1) {
        FieldSet set = new FieldSet();
        fieldsV1.properties().forEach(entry -> {
            if (SELF.equals(entry.getKey())) {
                set.owned = true;
            } else {
                FieldSet child = of(entry.getValue());
                child.owned |= entry.getValue().isEmpty();
                set.children.put(PathElements.canonical(entry.getKey()), child);
            }
        });
        return set;
    }

    public ObjectNode toJson() {
        ObjectNode node = Json.object();
        children.forEach((element, child) -> {
            ObjectNode below = child.toJson();
            if (child.owned && !child.children.isEmpty()) {
                ObjectNode withSelf = Json.object();
                withSelf.putObject(SELF);
                withSelf.setAll(below);
                below = withSelf;
            }
            node.set(element, below);
        });
        return node;
    }

    public boolean isEmpty() {
        return !owned && children.isEmpty();
    }

    boolean owned() {
        return owned;
    }

    FieldSet own() {
        owned = true;
        return this;
    }

    void disown() {
        owned = false;
    }

    Map<String, FieldSet> children() {
        return children;
    }

    /** The node below this one, created when absent. */
    FieldSet at(String element) {
        return children.computeIfAbsent(element, absent -> new FieldSet());
    }

    /** The node below this one, or null. */
    FieldSet find(String element) {
        return children.get(element);
    }

    public FieldSet copy() {
        return union(new FieldSet());
    }

    public FieldSet union(FieldSet other) {
        FieldSet result = new FieldSet();
        result.owned = owned || other.owned;
        children.forEach((element, child) -> {
            FieldSet theirs = other.children.get(element);
            result.children.put(element, theirs == null ? child.copy() : child.union(theirs));
        });
        other.children.forEach((element, child) -> result.children.computeIfAbsent(element, absent -> child.copy()));
        return result;
    }

    public FieldSet minus(FieldSet other) {
        FieldSet result = new FieldSet();
        result.owned = owned && !other.owned;
        children.forEach((element, child) -> {
            FieldSet theirs = other.children.get(element);
            result.putUnlessEmpty(element, theirs == null ? child.copy() : child.minus(theirs));
        });
        return result;
    }

    public FieldSet intersect(FieldSet other) {
        FieldSet result = new FieldSet();
        result.owned = owned && other.owned;
        children.forEach((element, child) -> {
            FieldSet theirs = other.children.get(element);
            if (theirs != null) {
                result.putUnlessEmpty(element, child.intersect(theirs));
            }
        });
        return result;
    }

    /** Without the given first elements and all below them. */
    public FieldSet without(Iterable<String> elements) {
        FieldSet result = copy();
        elements.forEach(result.children::remove);
        return result;
    }

    /** Only what is below the given first element. */
    public FieldSet only(String element) {
        FieldSet result = new FieldSet();
        FieldSet child = children.get(element);
        if (child != null) {
            result.children.put(element, child.copy());
        }
        return result;
    }

    /** Removes nodes that neither belong to the set nor lead to one that does. */
    FieldSet pruneEmpty() {
        children.values().forEach(FieldSet::pruneEmpty);
        children.values().removeIf(FieldSet::isEmpty);
        return this;
    }

    /** Every path of the set, as people read it: {@code .spec.ports[port=80].name}; those of one level before what is below them. */
    public void forEachPath(Consumer<String> consumer) {
        walk("", consumer);
    }

    private void walk(String prefix, Consumer<String> consumer) {
        children.forEach((element, child) -> {
            if (child.owned) {
                consumer.accept(prefix + PathElements.readable(element));
            }
        });
        children.forEach((element, child) -> child.walk(prefix + PathElements.readable(element), consumer));
    }

    private void putUnlessEmpty(String element, FieldSet child) {
        if (!child.isEmpty()) {
            children.put(element, child);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set && owned == set.owned && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return 31 * children.hashCode() + Boolean.hashCode(owned);
    }

    @Override
    public String toString() {
        return toJson().toString();
    }
}
