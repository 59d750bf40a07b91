/** Strimzi's part: Kafka, KafkaNodePool, KafkaTopic and KafkaUser become a real broker, topics and users. */
package io.sitewatch.local.cluster.strimzi;
