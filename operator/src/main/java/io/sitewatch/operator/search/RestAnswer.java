package io.sitewatch.operator.search;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an HTTP API answered.
 *
 * @param body missing when there was none, or it was no JSON
 */
public record RestAnswer(int status, JsonNode body) {
    private static final int NOT_FOUND = 404;

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    public boolean isAbsent() {
        return status == NOT_FOUND;
    }

    /** The other side's own words for why not. */
    public String words() {
        String said = body.path("message").asText("");
        if (said.isEmpty()) {
            said = body.at("/error/root_cause/0/reason")
                    .asText(body.at("/error/reason").asText(""));
        }
        return said.isEmpty() ? String.valueOf(status) : status + " " + said;
    }
}
