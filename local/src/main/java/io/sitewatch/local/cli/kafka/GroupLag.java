package io.sitewatch.local.cli.kafka;

/** How many messages of a topic a consumer group has not yet read. */
public record GroupLag(String group, String topic, long lag) {}
