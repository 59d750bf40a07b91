package io.sitewatch.kube.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rules of one schema node about one value: type, ranges, lengths, patterns, enums, formats. */
final class ValueRules {
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private final Formats formats = new Formats();

    /** @return whether the value is of the schema's type, so that it makes sense to look further */
    boolean check(Schema schema, JsonNode value, FieldPath path, Problems problems) {
        if (!isOfType(schema, value)) {
            String wanted = schema.intOrString() ? "integer,string" : schema.type();
            String actual = "\"" + typeOf(value) + "\"";
            problems.type(path, actual, path.text() + " in body must be of type " + wanted + ": " + actual);
            return false;
        }
        ObjectNode source = schema.source();
        if (value.isNumber()) {
            number(source, value, path, problems);
        } else if (value.isTextual()) {
            text(schema, value, path, problems);
        } else if (value.isArray()) {
            array(schema, value, path, problems);
        } else if (value.isObject()) {
            object(source, value, path, problems);
        }
        allowed(source, value, path, problems);
        return true;
    }

    private static boolean isOfType(Schema schema, JsonNode value) {
        if (value.isNull()) {
            return schema.nullable() || schema.type().isEmpty() && !schema.intOrString();
        }
        if (schema.intOrString()) {
            return value.isIntegralNumber() || value.isTextual();
        }
        return switch (schema.type()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> isWhole(value);
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber()
                || (value.isNumber()
                        && value.decimalValue().stripTrailingZeros().scale() <= 0);
    }

    static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> isWhole(value) ? "integer" : "number";
            default -> "null";
        };
    }

    private static void number(ObjectNode source, JsonNode value, FieldPath path, Problems problems) {
        BigDecimal actual = value.decimalValue();
        if (source.hasNonNull("minimum")) {
            int order = actual.compareTo(source.get("minimum").decimalValue());
            boolean exclusive = source.path("exclusiveMinimum").asBoolean(false);
            if (order < 0 || (exclusive && order == 0)) {
                problems.invalid(
                        path,
                        value.toString(),
                        path.text() + " in body should be greater than "
                                + (exclusive ? "" : "or equal to ")
                                + plain(source.get("minimum")));
            }
        }
        if (source.hasNonNull("maximum")) {
            int order = actual.compareTo(source.get("maximum").decimalValue());
            boolean exclusive = source.path("exclusiveMaximum").asBoolean(false);
            if (order > 0 || (exclusive && order == 0)) {
                problems.invalid(
                        path,
                        value.toString(),
                        path.text() + " in body should be less than " + (exclusive ? "" : "or equal to ")
                                + plain(source.get("maximum")));
            }
        }
        JsonNode multiple = source.get("multipleOf");
        if (multiple != null
                && multiple.isNumber()
                && actual.remainder(multiple.decimalValue()).signum() != 0) {
            problems.invalid(
                    path, value.toString(), path.text() + " in body should be a multiple of " + plain(multiple));
        }
    }

    private void text(Schema schema, JsonNode value, FieldPath path, Problems problems) {
        ObjectNode source = schema.source();
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        if (source.hasNonNull("maxLength") && length > source.get("maxLength").asLong()) {
            problems.tooLong(path, source.get("maxLength").asLong());
        }
        if (source.hasNonNull("minLength") && length < source.get("minLength").asLong()) {
            problems.invalid(
                    path,
                    value.toString(),
                    path.text() + " in body should be at least "
                            + source.get("minLength").asLong() + " chars long");
        }
        if (source.hasNonNull("pattern") && !matches(source.get("pattern").asText(), text)) {
            problems.invalid(
                    path,
                    value.toString(),
                    path.text() + " in body should match '"
                            + source.get("pattern").asText() + "'");
        }
        String format = source.path("format").asText("");
        if (!formats.accepts(format, text)) {
            problems.type(path, value.toString(), path.text() + " in body must be of type " + format + ": " + value);
        }
    }

    private boolean matches(String regex, String text) {
        try {
            return patterns.computeIfAbsent(regex, Pattern::compile)
                    .matcher(text)
                    .find();
        } catch (PatternSyntaxException unreadable) {
            return false;
        }
    }

    private static void array(Schema schema, JsonNode value, FieldPath path, Problems problems) {
        ObjectNode source = schema.source();
        if (source.hasNonNull("minItems")
                && value.size() < source.get("minItems").asLong()) {
            problems.invalid(
                    path,
                    Integer.toString(value.size()),
                    path.text() + " in body should have at least "
                            + source.get("minItems").asLong() + " items");
        }
        if (source.hasNonNull("maxItems")
                && value.size() > source.get("maxItems").asLong()) {
            problems.tooMany(path, value.size(), source.get("maxItems").asLong());
        }
    }

    private static void object(ObjectNode source, JsonNode value, FieldPath path, Problems problems) {
        if (source.hasNonNull("minProperties")
                && value.size() < source.get("minProperties").asLong()) {
            problems.invalid(
                    path,
                    Integer.toString(value.size()),
                    path.text() + " in body should have at least "
                            + source.get("minProperties").asLong() + " properties");
        }
        if (source.hasNonNull("maxProperties")
                && value.size() > source.get("maxProperties").asLong()) {
            problems.tooMany(path, value.size(), source.get("maxProperties").asLong());
        }
    }

    private static void allowed(ObjectNode source, JsonNode value, FieldPath path, Problems problems) {
        JsonNode values = source.path("enum");
        if (!values.isArray() || value.isNull()) {
            return;
        }
        List<String> supported = new ArrayList<>();
        for (JsonNode each : values) {
            if (Json.equal(each, value)) {
                return;
            }
            supported.add("\"" + each.asText() + "\"");
        }
        problems.unsupported(path, value, supported);
    }

    private static String plain(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }
}
