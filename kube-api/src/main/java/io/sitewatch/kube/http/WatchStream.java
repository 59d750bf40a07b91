package io.sitewatch.kube.http;

import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.store.Stored;
import io.sitewatch.kube.watch.WatchSink;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes one watch as JSON frames. */
final class WatchStream implements WatchSink {
    private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

    private final Answer.Stream stream;
    private final Consumer<Buffer> out;
    private long sent;

    WatchStream(Answer.Stream stream, Consumer<Buffer> out) {
        this.stream = stream;
        this.out = out;
    }

    @Override
    public void event(String type, Stored object, long revision) {
        sent = revision;
        byte[] json = stream.encoder().encode(object);
        byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        out.accept(Buffer.buffer(head.length + json.length + END.length)
                .appendBytes(head)
                .appendBytes(json)
                .appendBytes(END));
    }

    @Override
    public void bookmark(long revision) {
        if (stream.bookmarks() && revision > sent) {
            sent = revision;
            bookmark(revision, "");
        }
    }

    /** Marks the end of what was there when the watch began. */
    void endOfInitialEvents(long revision) {
        bookmark(revision, ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}");
    }

    void error(ApiException refusal) {
        out.accept(Buffer.buffer("{\"type\":\"ERROR\",\"object\":")
                .appendBytes(Json.write(refusal.status()))
                .appendBytes(END));
    }

    private void bookmark(long revision, String annotations) {
        out.accept(Buffer.buffer("{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\""
                + stream.target().type().kind() + "\",\"apiVersion\":\""
                + stream.target().type().apiVersion() + "\",\"metadata\":{\"resourceVersion\":\"" + revision + "\""
                + annotations + "}}}\n"));
    }
}
