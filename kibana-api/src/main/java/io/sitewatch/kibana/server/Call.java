package io.sitewatch.kibana.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A request to Kibana.
 *
 * @param path without query
 * @param header the value of a header, by its name in lower case; null when it is not there
 */
public record Call(String method, String path, Function<String, String> header, JsonNode body) {
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
