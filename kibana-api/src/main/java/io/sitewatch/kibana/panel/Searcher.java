package io.sitewatch.kibana.panel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Runs a search. */
@FunctionalInterface
public interface Searcher {
    /**
     * The answer of {@code POST /{indices}/_search}.
     *
     * @param indices names and patterns, with commas between them
     */
    JsonNode search(String indices, JsonNode body) throws IOException, InterruptedException;
}
