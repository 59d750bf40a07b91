package io.sitewatch.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field that is not as it should be.
 *
 * @param path for people, for example {@code spec.replicas}
 * @param live as the API server has it; a missing node if it has none
 * @param desired as it should be; a missing node if we no longer set it
 */
public record Difference(String path, JsonNode live, JsonNode desired) {}
