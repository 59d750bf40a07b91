package io.sitewatch.local.cli.kafka;

/**
 * How much is in a topic.
 *
 * @param messages between the oldest that is kept and the end
 * @param end sum of the partitions' end offsets: how many were ever written
 */
public record TopicState(String topic, int partitions, long messages, long end) {}
