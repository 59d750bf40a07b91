package io.sitewatch.kibana.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What Kibana answers. */
public record Answer(int status, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, String> TITLES =
            Map.of(400, "Bad Request", 401, "Unauthorized", 403, "Forbidden", 404, "Not Found", 409, "Conflict");

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    static Answer nothing() {
        return new Answer(204, JSON.missingNode());
    }

    /** An error in the form that all of Kibana's endpoints have. */
    static Answer error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.put("statusCode", status).put("error", TITLES.get(status)).put("message", message);
        return new Answer(status, body);
    }
}
