package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.schema.Schema;
import java.util.Optional;

/** A value of the wrong JSON type in a built-in kind cannot even be decoded: 400, before anything else is looked at. */
final class TypeCheck {

    void check(ResourceType type, JsonNode object) {
        mismatch(type.schema().get(), object, type.kind()).ifPresent(what -> {
            throw ApiException.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": json: cannot unmarshal " + what);
        });
    }

    private static Optional<String> mismatch(Schema schema, JsonNode value, String path) {
        if (value.isNull() || value.isMissingNode()) {
            return Optional.empty();
        }
        if (!fits(schema, value)) {
            return Optional.of(actual(value) + " into Go struct field " + path + " of type " + wanted(schema));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .filter(entry -> schema.field(entry.getKey()) != null)
                    .map(entry -> mismatch(schema.field(entry.getKey()), entry.getValue(), path + "." + entry.getKey()))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (value.isArray() && schema.items() != null) {
            for (JsonNode item : value) {
                Optional<String> found = mismatch(schema.items(), item, path);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Schema schema, JsonNode value) {
        if (schema.source().has("x-quantity")) {
            return value.isNumber() || value.isTextual();
        }
        if (schema.intOrString()) {
            return value.isIntegralNumber() || value.isTextual();
        }
        return switch (schema.type()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    private static String wanted(Schema schema) {
        String format = schema.source().path("format").asText("");
        return switch (schema.type()) {
            case "integer" -> format.isEmpty() ? "int" : format;
            case "boolean" -> "bool";
            case "object" -> schema.additional() == null ? "struct" : "map[string]" + wanted(schema.additional());
            case "array" -> "[]" + (schema.items() == null ? "" : wanted(schema.items()));
            case "" -> "intstr.IntOrString";
            default -> schema.type();
        };
    }

    private static String actual(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NUMBER -> "number";
            default -> "string";
        };
    }
}
