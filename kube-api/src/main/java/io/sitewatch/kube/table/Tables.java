package io.sitewatch.kube.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Objects as rows ({@code meta.k8s.io/v1 Table}): what {@code kubectl get} prints. */
public final class Tables {

    /** What a row carries beside its cells. */
    public enum Carried {
        None,
        Metadata,
        Object
    }

    private final BuiltInColumns builtIn = new BuiltInColumns();
    private final Clock clock;

    public Tables(Clock clock) {
        this.clock = clock;
    }

    /** @param header whether the column definitions are told; a watch tells them once */
    public ObjectNode table(
            ResourceType type, List<ObjectNode> objects, ObjectNode metadata, Carried carried, boolean header) {
        List<Column> columns = type.custom() ? Columns.custom(type.columns()) : builtIn.of(type.storage());
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", metadata);
        if (header) {
            ArrayNode definitions = table.putArray("columnDefinitions");
            columns.forEach(column -> definitions.add(column.definition()));
        } else {
            table.set("columnDefinitions", NullNode.getInstance());
        }
        Instant now = clock.instant();
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            for (Column column : columns) {
                JsonNode cell = column.cell().apply(object, now);
                cells.add(cell.isMissingNode() ? NullNode.getInstance() : cell);
            }
            carry(row, object, carried);
        }
        return table;
    }

    /** An object of which only the metadata is wanted. */
    public static ObjectNode metadataOnly(ObjectNode object) {
        ObjectNode partial = Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    private static void carry(ObjectNode row, ObjectNode object, Carried carried) {
        switch (carried) {
            case Metadata -> row.set("object", metadataOnly(object));
            case Object -> row.set("object", object);
            default -> row.set("object", NullNode.getInstance());
        }
    }
}
