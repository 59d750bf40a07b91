package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that ConfigMaps and Secrets share. */
final class DataKeys {
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    private DataKeys() {}

    static void validate(String field, JsonNode data, List<Cause> causes) {
        data.fieldNames().forEachRemaining(key -> {
            if (!KEY.matcher(key).matches() || key.equals(".") || key.startsWith("..")) {
                causes.add(Cause.invalid(
                        field + "[" + key + "]",
                        "\"" + key + "\"",
                        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',"
                                + "  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"));
            }
        });
    }

    static void validateImmutable(ObjectNode object, ObjectNode before, List<String> fields, List<Cause> causes) {
        if (!before.path("immutable").asBoolean(false)) {
            return;
        }
        if (!object.path("immutable").asBoolean(false)) {
            causes.add(Cause.forbidden("immutable", "field is immutable when `immutable` is set"));
        }
        for (String field : fields) {
            if (!Json.equal(object.path(field), before.path(field))) {
                causes.add(Cause.forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
    }
}
