package io.sitewatch.kube.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.rest.ObjectReader.Page;
import io.sitewatch.kube.rest.Presentation;
import io.sitewatch.kube.rest.Written;
import io.sitewatch.kube.store.Stored;
import io.sitewatch.kube.table.Tables;
import io.sitewatch.kube.table.Tables.Carried;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Rows for people. */
final class TableRepresentation implements Representation {
    private final Tables tables;

    TableRepresentation(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Answer one(ResourceType type, Stored stored, ApiRequest request) {
        return table(200, type, List.of(Presentation.tree(type, stored)), revision(stored.revision()), request);
    }

    @Override
    public Answer list(ResourceType type, Page page, ApiRequest request) {
        ObjectNode metadata = revision(page.revision());
        if (!page.next().isEmpty()) {
            metadata.put("continue", page.next()).put("remainingItemCount", page.remaining());
        }
        List<ObjectNode> objects = page.objects().stream()
                .map(stored -> Presentation.tree(type, stored))
                .toList();
        return table(200, type, objects, metadata, request);
    }

    @Override
    public Answer written(ResourceType type, Written written, ApiRequest request) {
        return table(
                written.created() ? 201 : 200,
                type,
                List.of(written.object()),
                revision(written.object()
                        .path("metadata")
                        .path("resourceVersion")
                        .asLong()),
                request);
    }

    @Override
    public EventEncoder events(ResourceType type, ApiRequest request) {
        AtomicBoolean first = new AtomicBoolean(true);
        return stored -> Json.write(tables.table(
                type,
                List.of(Presentation.tree(type, stored)),
                revision(stored.revision()),
                carried(request),
                first.getAndSet(false)));
    }

    private Answer table(
            int code, ResourceType type, List<ObjectNode> objects, ObjectNode metadata, ApiRequest request) {
        return Answer.Document.json(code, tables.table(type, objects, metadata, carried(request), true));
    }

    private static ObjectNode revision(long revision) {
        return Json.object().put("resourceVersion", Long.toString(revision));
    }

    private static Carried carried(ApiRequest request) {
        for (Carried carried : Carried.values()) {
            if (carried.name().equals(request.parameter("includeObject"))) {
                return carried;
            }
        }
        return Carried.Metadata;
    }
}
