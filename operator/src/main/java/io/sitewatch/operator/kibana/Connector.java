package io.sitewatch.operator.kibana;

/**
 * A connector that is in Kibana.
 *
 * @param type as Kibana names it, for example {@code .slack}
 */
public record Connector(String id, String type) {}
