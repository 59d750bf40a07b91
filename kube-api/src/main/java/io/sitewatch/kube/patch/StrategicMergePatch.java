package io.sitewatch.kube.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kubernetes' own patch for built-in kinds: lists with a merge key are merged by element. Knows the directives {@code $patch},
 * {@code $retainKeys}, {@code $setElementOrder/...} and {@code $deleteFromPrimitiveList/...}.
 */
final class StrategicMergePatch {
    private static final String PATCH = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_PRIMITIVE = "$deleteFromPrimitiveList/";

    JsonNode apply(Schema schema, JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            throw ApiException.badRequest("error decoding patch: a strategic merge patch is an object");
        }
        return mergeObject(schema, target instanceof ObjectNode existing ? existing : Json.object(), object);
    }

    private ObjectNode mergeObject(Schema schema, ObjectNode target, ObjectNode patch) {
        String directive = patch.path(PATCH).asText();
        if ("replace".equals(directive)) {
            ObjectNode replaced = patch.deepCopy();
            replaced.remove(PATCH);
            return replaced;
        }
        if ("delete".equals(directive)) {
            return Json.object();
        }
        ObjectNode result = target.deepCopy();
        retainKeys(result, patch.path(RETAIN_KEYS));
        patch.properties().forEach(entry -> {
            if (!entry.getKey().startsWith("$")) {
                mergeField(schema, result, entry.getKey(), entry.getValue());
            }
        });
        patch.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.startsWith(DELETE_PRIMITIVE)) {
                removePrimitives(result, name.substring(DELETE_PRIMITIVE.length()), entry.getValue());
            } else if (name.startsWith(ORDER)) {
                String field = name.substring(ORDER.length());
                order(mergeKey(field(schema, field)), result, field, entry.getValue());
            }
        });
        return result;
    }

    private void mergeField(Schema schema, ObjectNode result, String name, JsonNode patch) {
        if (patch.isNull()) {
            result.remove(name);
            return;
        }
        Schema field = field(schema, name);
        JsonNode existing = result.get(name);
        if (patch instanceof ObjectNode object) {
            boolean wasThere = existing instanceof ObjectNode;
            boolean delete = "delete".equals(object.path(PATCH).asText());
            if (delete) {
                result.remove(name);
            } else {
                result.set(name, mergeObject(field, wasThere ? (ObjectNode) existing : Json.object(), object));
            }
        } else if (patch.isArray() && merges(field)) {
            result.set(name, mergeList(field, existing instanceof ArrayNode list ? list : Json.array(), patch));
        } else {
            result.set(name, patch.deepCopy());
        }
    }

    private ArrayNode mergeList(Schema schema, ArrayNode target, JsonNode patch) {
        String key = mergeKey(schema);
        if (key.isEmpty()) {
            ArrayNode union = target.deepCopy();
            patch.forEach(item -> {
                if (indexOf(union, item) < 0) {
                    union.add(item);
                }
            });
            return union;
        }
        boolean replace = false;
        for (JsonNode item : patch) {
            replace |= "replace".equals(item.path(PATCH).asText()) && !item.has(key);
        }
        ArrayNode result = replace ? Json.array() : target.deepCopy();
        for (JsonNode item : patch) {
            String directive = item.path(PATCH).asText();
            if ("replace".equals(directive) && !item.has(key)) {
                continue;
            }
            if (!item.has(key)) {
                throw ApiException.badRequest("map: " + item + " does not contain declared merge key: " + key);
            }
            int at = indexByKey(result, key, item.get(key));
            if ("delete".equals(directive)) {
                while (at >= 0) {
                    result.remove(at);
                    at = indexByKey(result, key, item.get(key));
                }
            } else {
                Schema element = schema.items() == null ? Schema.ANYTHING : schema.items();
                ObjectNode base = at < 0 ? Json.object() : (ObjectNode) result.get(at);
                ObjectNode merged = mergeObject(element, base, (ObjectNode) item);
                if (at < 0) {
                    result.add(merged);
                } else {
                    result.set(at, merged);
                }
            }
        }
        return result;
    }

    private static void retainKeys(ObjectNode target, JsonNode keys) {
        if (keys.isArray()) {
            Set<String> names = new HashSet<>();
            keys.forEach(key -> names.add(key.asText()));
            target.retain(names);
        }
    }

    private static void removePrimitives(ObjectNode object, String name, JsonNode values) {
        if (object.get(name) instanceof ArrayNode list) {
            for (JsonNode value : values) {
                for (int at = indexOf(list, value); at >= 0; at = indexOf(list, value)) {
                    list.remove(at);
                }
            }
        }
    }

    /** Elements named in the order come in that order; the others keep their place after the element they followed. */
    private static void order(String key, ObjectNode object, String name, JsonNode order) {
        if (!(object.get(name) instanceof ArrayNode list)) {
            return;
        }
        Map<JsonNode, Integer> rank = new HashMap<>();
        for (JsonNode item : order) {
            rank.put(key.isEmpty() ? item : item.path(key), rank.size());
        }
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        Map<JsonNode, Integer> position = new HashMap<>();
        int last = -1;
        for (JsonNode item : items) {
            last = rank.getOrDefault(key.isEmpty() ? item : item.path(key), last);
            position.put(item, last);
        }
        items.sort(Comparator.comparingInt(position::get));
        list.removeAll();
        list.addAll(items);
    }

    private static Schema field(Schema schema, String name) {
        Schema field = schema.field(name);
        return field == null ? Schema.ANYTHING : field;
    }

    private static boolean merges(Schema schema) {
        return "merge"
                .equals(schema.source().path("x-kubernetes-patch-strategy").asText());
    }

    private static String mergeKey(Schema schema) {
        return schema.source().path("x-kubernetes-patch-merge-key").asText("");
    }

    private static int indexByKey(ArrayNode list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (Json.equal(list.get(i).get(key), value)) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(ArrayNode list, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (Json.equal(list.get(i), value)) {
                return i;
            }
        }
        return -1;
    }
}
