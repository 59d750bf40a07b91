package io.sitewatch.kube.http;

import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.rest.ObjectReader.Page;
import io.sitewatch.kube.rest.Presentation;
import io.sitewatch.kube.rest.Written;
import io.sitewatch.kube.store.Stored;
import io.sitewatch.kube.table.Tables;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** The objects themselves; stored bytes are sent as they are. */
final class ObjectRepresentation implements Representation {
    private final BiFunction<ResourceType, Stored, byte[]> encoding;
    private final String listKindAndVersion;

    private ObjectRepresentation(BiFunction<ResourceType, Stored, byte[]> encoding, String listKindAndVersion) {
        this.encoding = encoding;
        this.listKindAndVersion = listKindAndVersion;
    }

    static ObjectRepresentation whole() {
        return new ObjectRepresentation(Presentation::json, "");
    }

    /** Only their metadata. */
    static ObjectRepresentation metadata() {
        return new ObjectRepresentation(
                (type, stored) -> Json.write(Tables.metadataOnly(Presentation.tree(type, stored))),
                "\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\"");
    }

    @Override
    public Answer one(ResourceType type, Stored stored, ApiRequest request) {
        return Answer.Document.json(encoding.apply(type, stored));
    }

    @Override
    public Answer list(ResourceType type, Page page, ApiRequest request) {
        String head = listKindAndVersion.isEmpty()
                ? "\"kind\":\"" + type.listKind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\""
                : listKindAndVersion;
        String next = page.next().isEmpty()
                ? ""
                : ",\"continue\":\"" + page.next() + "\",\"remainingItemCount\":" + page.remaining();
        int size = page.objects().stream()
                .mapToInt(stored -> stored.json().length + 1)
                .sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 + size);
        out.writeBytes(
                ("{" + head + ",\"metadata\":{\"resourceVersion\":\"" + page.revision() + "\"" + next + "},\"items\":[")
                        .getBytes(StandardCharsets.UTF_8));
        boolean first = true;
        for (Stored stored : page.objects()) {
            if (!first) {
                out.write(',');
            }
            out.writeBytes(encoding.apply(type, stored));
            first = false;
        }
        out.writeBytes("]}\n".getBytes(StandardCharsets.UTF_8));
        return Answer.Document.json(out.toByteArray());
    }

    @Override
    public Answer written(ResourceType type, Written written, ApiRequest request) {
        return Answer.Document.json(written.created() ? 201 : 200, written.object(), written.warnings());
    }

    @Override
    public EventEncoder events(ResourceType type, ApiRequest request) {
        return stored -> encoding.apply(type, stored);
    }
}
