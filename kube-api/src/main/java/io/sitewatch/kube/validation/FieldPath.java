package io.sitewatch.kube.validation;

/**
 * The place of a value in an object, as error messages write it: {@code spec.parts[0].name}, {@code spec.options[a]}.
 *
 * @param text "" for the object itself
 */
public record FieldPath(String text) {
    private static final String WHOLE = "<nil>";
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

    /** Where something is that has that name in the value at this place. */
    FieldPath within(String name) {
        return name.equals(WHOLE) ? this : new FieldPath(text + (name.startsWith("[") ? "" : ".") + name);
    }

    /** What the API server prints for a cause: the object itself has no name. */
    String name() {
        return text.isEmpty() ? WHOLE : text;
    }
}
