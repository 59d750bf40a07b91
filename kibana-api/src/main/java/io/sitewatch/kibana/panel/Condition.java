package io.sitewatch.kibana.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A condition in KQL as a query. Of that language: fields with a value or several, {@code and}, {@code or}, {@code not} and
 * parentheses, all of which Lucene's has too, in capitals.
 */
final class Condition {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Condition() {}

    /** The query of {@code {"expression": …, "language": …}}. */
    static ObjectNode of(JsonNode query) {
        return of(query.path("expression").asText());
    }

    static ObjectNode of(String expression) {
        if (expression.isBlank()) {
            ObjectNode all = JSON.createObjectNode();
            all.putObject("match_all");
            return all;
        }
        String lucene = expression
                .replaceAll("\\band\\b", "AND")
                .replaceAll("\\bor\\b", "OR")
                .replaceAll("\\bnot\\b", "NOT")
                .replaceAll("(\\w)\\s*:\\s*", "$1:")
                .replaceAll("(\\w)\\s*(>=|<=|>|<)\\s*(-?[0-9.]+)", "$1:$2$3");
        ObjectNode query = JSON.createObjectNode();
        query.putObject("query_string").put("query", lucene);
        return query;
    }
}
