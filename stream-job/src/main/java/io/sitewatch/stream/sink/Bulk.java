package io.sitewatch.stream.sink;

import io.sitewatch.stream.batch.JsonLine;
import io.sitewatch.stream.meaning.ByteWriter;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** One request of many documents to Elasticsearch: with external versions into indices, without any into data streams. */
final class Bulk {
    private final ByteWriter body = new ByteWriter(1 << 20);
    private final List<String> ids = new ArrayList<>();
    private final List<byte[]> documents = new ArrayList<>();

    void index(String index, String id, long version, byte[] document) {
        action("index", index, id, version, document);
        body.putRaw(document).put('\n');
    }

    /** Into a data stream: the same id again is a conflict. */
    void append(String dataStream, String id, byte[] document) {
        ids.add(id);
        documents.add(document);
        new JsonLine(body.putAscii("{\"create\":"))
                .plain("_index", dataStream)
                .text("_id", id)
                .end()
                .putAscii("}\n")
                .putRaw(document)
                .put('\n');
    }

    void delete(String index, String id, long version) {
        action("delete", index, id, version, null);
    }

    /** Bytes so far. */
    int length() {
        return body.length();
    }

    /** To be sent before anything else is done with it. */
    HttpRequest.BodyPublisher body() {
        return HttpRequest.BodyPublishers.ofByteArray(body.buffer(), 0, body.length());
    }

    /** How many actions. */
    int size() {
        return ids.size();
    }

    /** Of the action at that place. */
    String id(int place) {
        return ids.get(place);
    }

    /** Of the action at that place; null of a removal. */
    byte[] document(int place) {
        return documents.get(place);
    }

    void clear() {
        body.clear();
        ids.clear();
        documents.clear();
    }

    private void action(String act, String index, String id, long version, byte[] document) {
        ids.add(id);
        documents.add(document);
        new JsonLine(body.putAscii("{\"").putAscii(act).putAscii("\":"))
                .plain("_index", index)
                .text("_id", id)
                .whole("version", version)
                .plain("version_type", "external")
                .end()
                .putAscii("}\n");
    }
}
