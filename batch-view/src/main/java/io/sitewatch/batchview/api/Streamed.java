package io.sitewatch.batchview.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A long answer, which comes whole or visibly breaks off. What goes wrong after its head was sent can no longer be said
 * in a status, and an end, even that of the protocol alone, would make the reader take what came for all there is.
 */
public final class Streamed {
    private static final int PATIENCE_SECONDS = 5;

    private Streamed() {}

    public static StreamingOutput of(HttpServerRequest request, StreamingOutput answer) {
        return out -> {
            try {
                answer.write(out);
            } catch (IOException | RuntimeException e) {
                if (request.response().headWritten()) {
                    breakOff(request);
                }
                throw e;
            }
        };
    }

    /** Returns when the connection is gone, so that nobody gets to end the answer in good form. */
    private static void breakOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection()
                    .close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(gone -> null)
                    .join();
        }
    }
}
