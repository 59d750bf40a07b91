package io.sitewatch.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.Schema.ListType;

/** How a value is owned: as a whole, field by field, or element by element. */
enum Shape {
    LEAF,
    FIELDS,
    ELEMENTS;

    /** Without a schema, objects are owned field by field and lists as a whole. */
    static Shape of(Schema schema, JsonNode value) {
        if (value.isObject()) {
            return schema.atomicMap() ? LEAF : FIELDS;
        }
        if (value.isArray()) {
            boolean keyed = schema.listType() == ListType.SET
                    || (schema.listType() == ListType.MAP && !schema.listKeys().isEmpty());
            return keyed ? ELEMENTS : LEAF;
        }
        return LEAF;
    }

    static Schema field(Schema schema, String name) {
        Schema field = schema.field(name);
        return field == null ? Schema.ANYTHING : field;
    }

    static Schema element(Schema list) {
        return list.items() == null ? Schema.ANYTHING : list.items();
    }
}
