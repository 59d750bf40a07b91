package io.sitewatch.kube.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import io.sitewatch.kube.schema.Schema;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON values as CEL sees them, by the schema's types: numbers are doubles, date-times are timestamps, durations are durations. */
final class CelValues {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    Object of(Schema schema, JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> object(schema, value);
            case ARRAY -> array(schema, value);
            case STRING -> text(schema, value.textValue());
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(schema, value);
            default -> NullValue.NULL_VALUE;
        };
    }

    private Map<String, Object> object(Schema schema, JsonNode value) {
        Map<String, Object> map = new HashMap<>();
        value.properties().forEach(entry -> {
            Schema field = schema.field(entry.getKey());
            boolean declared = schema.properties().containsKey(entry.getKey());
            if (entry.getValue().isNull() && !schema.properties().isEmpty()) {
                return; // a field that is null counts as absent
            }
            map.put(
                    declared ? escape(entry.getKey()) : entry.getKey(),
                    of(field == null ? Schema.ANYTHING : field, entry.getValue()));
        });
        return map;
    }

    private List<Object> array(Schema schema, JsonNode value) {
        List<Object> list = new ArrayList<>(value.size());
        Schema items = schema.items() == null ? Schema.ANYTHING : schema.items();
        value.forEach(item -> list.add(of(items, item)));
        return list;
    }

    private static Object number(Schema schema, JsonNode value) {
        boolean fraction = schema.type().equals("number") || !value.isIntegralNumber();
        return fraction ? (Object) value.doubleValue() : (Object) value.longValue();
    }

    private static Object text(Schema schema, String text) {
        try {
            return switch (schema.source().path("format").asText("")) {
                case "date-time" -> OffsetDateTime.parse(text).toInstant();
                case "duration" -> GoDuration.parse(text);
                default -> text;
            };
        } catch (DateTimeException | IllegalArgumentException notOfTheFormat) {
            return text;
        }
    }

    /** A field name that is no CEL identifier is written as the API server documents it. */
    static String escape(String name) {
        if (RESERVED.contains(name)) {
            return "__" + name + "__";
        }
        return name.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }
}
