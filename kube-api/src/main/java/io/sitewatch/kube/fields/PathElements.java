package io.sitewatch.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The wire forms of one step of a field path. */
final class PathElements {
    private static final String FIELD = "f:";
    private static final String KEY = "k:";
    private static final String VALUE = "v:";

    private PathElements() {}

    static String field(String name) {
        return FIELD + name;
    }

    /** The step to an element of a list that is merged by keys, or of a set. */
    static String item(Schema list, JsonNode item) {
        if (list.listType() == Schema.ListType.SET) {
            return VALUE + item;
        }
        TreeMap<String, JsonNode> keys = new TreeMap<>();
        for (String key : list.listKeys()) {
            JsonNode value = item.get(key);
            if (value == null
                    && list.items() != null
                    && list.items().properties().containsKey(key)) {
                value = list.items().properties().get(key).defaultValue().orElse(null);
            }
            if (value != null) {
                keys.put(key, value);
            }
        }
        ObjectNode node = Json.object();
        keys.forEach(node::set);
        return KEY + node;
    }

    static boolean isField(String element) {
        return element.startsWith(FIELD);
    }

    static String fieldName(String element) {
        return element.substring(FIELD.length());
    }

    /** The same step with keys in order and without spaces, whoever wrote it. */
    static String canonical(String element) {
        if (!element.startsWith(KEY)) {
            return element;
        }
        TreeMap<String, JsonNode> keys = new TreeMap<>();
        Json.literal(element.substring(KEY.length())).properties().forEach(e -> keys.put(e.getKey(), e.getValue()));
        ObjectNode node = Json.object();
        keys.forEach(node::set);
        return KEY + node;
    }

    static String readable(String element) {
        if (isField(element)) {
            return "." + fieldName(element);
        }
        if (element.startsWith(KEY)) {
            StringJoiner keys = new StringJoiner(",", "[", "]");
            Json.literal(element.substring(KEY.length()))
                    .properties()
                    .forEach(entry -> keys.add(entry.getKey() + "=" + entry.getValue()));
            return keys.toString();
        }
        return "[=" + element.substring(VALUE.length()) + "]";
    }
}
