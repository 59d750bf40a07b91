package io.sitewatch.kube.http;

import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.rest.ObjectReader.Page;
import io.sitewatch.kube.rest.Presentation;
import io.sitewatch.kube.rest.Written;
import io.sitewatch.kube.store.Stored;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The form in which a client wants objects. */
interface Representation {

    static Representation of(String accept) {
        return new Objects();
    }

    Answer one(ResourceType type, Stored stored, ApiRequest request);

    Answer list(ResourceType type, Page page, ApiRequest request);

    Answer written(ResourceType type, Written written);

    EventEncoder events(ResourceType type, ApiRequest request);

    /** The objects themselves. Stored bytes are sent as they are. */
    final class Objects implements Representation {

        @Override
        public Answer one(ResourceType type, Stored stored, ApiRequest request) {
            return Answer.Document.json(Presentation.json(type, stored));
        }

        @Override
        public Answer list(ResourceType type, Page page, ApiRequest request) {
            ByteArrayOutputStream out =
                    new ByteArrayOutputStream(256 + page.objects().size() * 2048);
            String next = page.next().isEmpty()
                    ? ""
                    : ",\"continue\":\"" + page.next() + "\",\"remainingItemCount\":" + page.remaining();
            out.writeBytes(("{\"kind\":\"" + type.listKind() + "\",\"apiVersion\":\"" + type.apiVersion()
                            + "\",\"metadata\":{\"resourceVersion\":\"" + page.revision() + "\"" + next
                            + "},\"items\":[")
                    .getBytes(StandardCharsets.UTF_8));
            boolean first = true;
            for (Stored stored : page.objects()) {
                if (!first) {
                    out.write(',');
                }
                out.writeBytes(Presentation.json(type, stored));
                first = false;
            }
            out.writeBytes("]}\n".getBytes(StandardCharsets.UTF_8));
            return Answer.Document.json(out.toByteArray());
        }

        @Override
        public Answer written(ResourceType type, Written written) {
            return new Answer.Document(
                    written.created() ? 201 : 200,
                    "application/json",
                    Json.write(written.object()),
                    List.copyOf(written.warnings()));
        }

        @Override
        public EventEncoder events(ResourceType type, ApiRequest request) {
            return stored -> Presentation.json(type, stored);
        }
    }
}
