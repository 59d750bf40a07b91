package io.sitewatch.kube.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.rest.Target;
import io.sitewatch.kube.watch.WatchFilter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** What a request gets: a document, a stream of events, or something of a pod's. */
sealed interface Answer {

    record Document(int code, String contentType, byte[] body, List<String> warnings) implements Answer {

        static Document json(int code, JsonNode node) {
            return json(code, node, List.of());
        }

        static Document json(int code, JsonNode node, List<String> warnings) {
            return new Document(code, "application/json", Json.write(node), warnings);
        }

        static Document json(byte[] body) {
            return new Document(200, "application/json", body, List.of());
        }

        static Document text(String text) {
            return new Document(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), List.of());
        }
    }

    /**
     * A watch to be opened.
     *
     * @param after the revision to go on from; -1 to start with what is there now
     * @param initialEvents whether what is there now is closed by a marked bookmark
     * @param timeoutSeconds 0 for none
     */
    record Stream(
            Target target,
            WatchFilter filter,
            long after,
            boolean bookmarks,
            boolean initialEvents,
            long timeoutSeconds,
            EventEncoder encoder)
            implements Answer {}

    /**
     * What a pod said.
     *
     * @param file that need not be there yet
     * @param tailLines the last lines only
     * @param limitBytes the first bytes only
     * @param goesOn whether there may be more of it
     */
    record Log(Path file, OptionalLong tailLines, OptionalLong limitBytes, boolean follow, BooleanSupplier goesOn)
            implements Answer {}

    /**
     * A way to a pod's ports, for a request that becomes a WebSocket.
     *
     * @param pod its name, for messages
     * @param port empty when the session inside names it
     */
    record Forward(InetAddress address, String pod, OptionalInt port) implements Answer {}
}
