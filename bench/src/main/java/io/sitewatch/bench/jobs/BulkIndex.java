package io.sitewatch.bench.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Takes documents into an index of Elasticsearch in large requests, as a sink connector does. */
final class BulkIndex {
    private static final int LARGE = 2 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final StringBuilder body = new StringBuilder();

    /** The index for records of that Elasticsearch. */
    BulkIndex(String url) {
        target = URI.create(url + "/" + Settings.INDEX + "/_bulk?filter_path=errors");
    }

    /** A document whose id Elasticsearch makes up. */
    void add(String document) {
        add("{\"index\":{}}\n", document);
    }

    /** A document that takes the place of the one with the same id. */
    void put(String id, String document) {
        add("{\"index\":{\"_id\":\"" + id + "\"}}\n", document);
    }

    /** Returns when all is in. */
    void flush() {
        if (body.isEmpty()) {
            return;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(target)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (!answer.contains("\"errors\":false")) {
                throw new IOException("Elasticsearch took not all documents: " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Elasticsearch was written to", e);
        }
        body.setLength(0);
    }

    private void add(String action, String document) {
        body.append(action).append(document).append('\n');
        if (body.length() >= LARGE) {
            flush();
        }
    }
}
