package io.sitewatch.local.cluster.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fields of a resource that we have no class for; an absent or null field is empty, never an error. */
public final class Fields {
    private final Object node;

    private Fields(Object node) {
        this.node = node;
    }

    /** Everything but the metadata of a resource, so that paths start with {@code spec} or {@code status}. */
    public static Fields of(GenericKubernetesResource resource) {
        return new Fields(resource.getAdditionalProperties());
    }

    /** Any tree of maps, lists and scalars. */
    public static Fields of(Object tree) {
        return new Fields(tree);
    }

    /** What is below those names. */
    public Fields at(String... path) {
        Object below = node;
        for (String name : path) {
            below = below instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new Fields(below);
    }

    public boolean present() {
        return node != null;
    }

    /** The tree itself, or null. */
    public Object raw() {
        return node;
    }

    /** A scalar as text. */
    public Optional<String> text() {
        return node == null || node instanceof Map || node instanceof List
                ? Optional.empty()
                : Optional.of(node.toString());
    }

    /** A scalar as text, or that text. */
    public String text(String otherwise) {
        return text().orElse(otherwise);
    }

    /** A whole number, or that one. */
    public long number(long otherwise) {
        return node instanceof Number number ? number.longValue() : otherwise;
    }

    /** A boolean, or that one. */
    public boolean flag(boolean otherwise) {
        return node instanceof Boolean flag ? flag : otherwise;
    }

    /** The elements of a list. */
    public List<Fields> items() {
        return node instanceof List<?> list ? list.stream().map(Fields::new).toList() : List.of();
    }

    /** The elements of a list of scalars. */
    public List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The entries of a map. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> map() {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
