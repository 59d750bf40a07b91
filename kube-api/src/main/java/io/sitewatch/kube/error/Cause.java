package io.sitewatch.kube.error;

/**
 * One field that was refused, in the API server's words.
 *
 * @param reason machine word, such as {@code FieldValueInvalid}
 * @param message what is wrong, without the field in front
 * @param field path of the field, such as {@code spec.ports[0].port}
 */
public record Cause(String reason, String message, String field) {

    public static Cause invalid(String field, String value, String detail) {
        return new Cause("FieldValueInvalid", "Invalid value: " + value + ": " + detail, field);
    }

    public static Cause required(String field, String detail) {
        return new Cause("FieldValueRequired", "Required value" + (detail.isEmpty() ? "" : ": " + detail), field);
    }

    public static Cause forbidden(String field, String detail) {
        return new Cause("FieldValueForbidden", "Forbidden: " + detail, field);
    }

    /** Field and message in one line. */
    public String line() {
        return field + ": " + message;
    }
}
