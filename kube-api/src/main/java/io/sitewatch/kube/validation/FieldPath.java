package io.sitewatch.kube.validation;

/**
 * The place of a value in an object, as error messages write it: {@code spec.parts[0].name}, {@code spec.options[a]}.
 *
 * @param text "" for the object itself
 */
public record FieldPath(String text) {
    static final FieldPath ROOT = new FieldPath("");

    FieldPath field(String name) {
        return new FieldPath(text.isEmpty() ? name : text + "." + name);
    }

    FieldPath index(int at) {
        return new FieldPath(text + "[" + at + "]");
    }

    FieldPath key(String key) {
        return new FieldPath(text + "[" + key + "]");
    }

    /** What the API server prints for a cause: the object itself has no name. */
    String name() {
        return text.isEmpty() ? "<nil>" : text;
    }
}
