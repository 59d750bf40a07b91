package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.SchemaReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of the built-in kinds, read off the fabric8 model classes and completed with what the classes do not tell: which lists are
 * merged by which key, which objects are owned as a whole, and defaults ({@link MergeKeys}, {@link ModelDefaults}).
 */
final class ModelSchemas {
    private final SchemaReader reader = new SchemaReader();
    private final MergeKeys mergeKeys = new MergeKeys();
    private final ModelDefaults defaults = new ModelDefaults();
    private final Map<Class<?>, Schema> known = new ConcurrentHashMap<>();

    Schema of(String group, String version, Class<?> model) {
        return known.computeIfAbsent(model, type -> {
            ObjectNode schema = object(type, new HashSet<>());
            schema.putArray("x-kubernetes-group-version-kind")
                    .addObject()
                    .put("group", group)
                    .put("version", version)
                    .put("kind", type.getSimpleName());
            return reader.read(schema);
        });
    }

    private ObjectNode object(Class<?> type, Set<Class<?>> above) {
        ObjectNode schema = Json.object().put("type", "object");
        if (!above.add(type)) {
            return schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
        if (mergeKeys.isAtomic(type)) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        ObjectNode properties = schema.putObject("properties");
        JavaType bean = Json.mapper().constructType(type);
        for (BeanPropertyDefinition property :
                Json.mapper().getSerializationConfig().introspect(bean).findProperties()) {
            if (property.getAccessor() == null || "additionalProperties".equals(property.getName())) {
                continue;
            }
            ObjectNode field = value(property.getPrimaryType(), above);
            mergeKeys.describe(type, property.getName(), field);
            defaults.describe(type, property.getName(), field);
            properties.set(property.getName(), field);
        }
        above.remove(type);
        return schema;
    }

    private ObjectNode value(JavaType type, Set<Class<?>> above) {
        Class<?> raw = type.getRawClass();
        ObjectNode schema = Json.object();
        if (raw == String.class) {
            return schema.put("type", "string");
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return schema.put("type", "boolean");
        }
        if (raw == Integer.class || raw == int.class) {
            return schema.put("type", "integer").put("format", "int32");
        }
        if (raw == Long.class || raw == long.class) {
            return schema.put("type", "integer").put("format", "int64");
        }
        if (Number.class.isAssignableFrom(raw)) {
            return schema.put("type", "number");
        }
        if (raw == Quantity.class) {
            return schema.put("x-kubernetes-int-or-string", true).put("x-quantity", true);
        }
        if (raw == IntOrString.class) {
            return schema.put("x-kubernetes-int-or-string", true);
        }
        if (raw == MicroTime.class || raw == java.time.ZonedDateTime.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (raw.isEnum()) {
            return schema.put("type", "string");
        }
        if (type.isCollectionLikeType()) {
            schema.put("type", "array").set("items", value(type.getContentType(), above));
            return schema;
        }
        if (type.isMapLikeType()) {
            schema.put("type", "object").set("additionalProperties", value(type.getContentType(), above));
            return schema;
        }
        if (isOpaque(raw)) {
            return schema.put("type", raw == JSONSchemaProps.class ? "object" : "")
                    .put("x-kubernetes-preserve-unknown-fields", true);
        }
        return object(raw, above);
    }

    private static boolean isOpaque(Class<?> type) {
        return type == Object.class
                || type == JSONSchemaProps.class
                || type.isInterface()
                || JsonNode.class.isAssignableFrom(type)
                || type.getSimpleName().equals("AnyType")
                || type.getSimpleName().equals("RawExtension")
                || type.getSimpleName().equals("FieldsV1");
    }

    /** The fields that every object has under {@code metadata}. */
    Schema metadata() {
        return known.computeIfAbsent(ObjectMeta.class, type -> reader.read(object(type, new HashSet<>())));
    }
}
