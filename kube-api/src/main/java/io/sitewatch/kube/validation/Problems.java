package io.sitewatch.kube.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.error.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, in the API server's words. */
final class Problems {
    private static final Set<String> BLOCKING = Set.of(
            "FieldValueNotSupported",
            "FieldValueRequired",
            "FieldValueTooLong",
            "FieldValueTooMany",
            "FieldValueTypeInvalid");

    private final List<Cause> causes = new ArrayList<>();

    void invalid(FieldPath path, String value, String detail) {
        add("FieldValueInvalid", path, "Invalid value: " + value + ": " + detail);
    }

    void type(FieldPath path, String value, String detail) {
        add("FieldValueTypeInvalid", path, "Invalid value: " + value + ": " + detail);
    }

    void required(FieldPath path) {
        add("FieldValueRequired", path, "Required value");
    }

    void unsupported(FieldPath path, JsonNode value, List<String> supported) {
        add(
                "FieldValueNotSupported",
                path,
                "Unsupported value: " + value + ": supported values: " + String.join(", ", supported));
    }

    void tooLong(FieldPath path, long limit) {
        add("FieldValueTooLong", path, "Too long: may not be more than " + limit + " bytes");
    }

    void tooMany(FieldPath path, int actual, long limit) {
        add("FieldValueTooMany", path, "Too many: " + actual + ": must have at most " + limit + " items");
    }

    void duplicate(FieldPath path, JsonNode value) {
        add("FieldValueDuplicate", path, "Duplicate value: " + value);
    }

    void add(String reason, FieldPath path, String message) {
        causes.add(new Cause(reason, message, path.name()));
    }

    /** Whether the object is so wrong that rules about it cannot be judged. */
    boolean blockRules() {
        return causes.stream().anyMatch(cause -> BLOCKING.contains(cause.reason()));
    }

    boolean isEmpty() {
        return causes.isEmpty();
    }

    List<Cause> causes() {
        return causes;
    }
}
