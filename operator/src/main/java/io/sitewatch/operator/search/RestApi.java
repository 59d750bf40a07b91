package io.sitewatch.operator.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** An HTTP API that speaks JSON. */
public interface RestApi {
    /**
     * Asks it.
     *
     * @param body missing: none
     * @throws IOException when there is no answer
     */
    RestAnswer send(String method, String path, JsonNode body) throws IOException;
}
