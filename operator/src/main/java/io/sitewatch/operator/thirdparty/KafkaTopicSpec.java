package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** {@code kafka.strimzi.io/v1} KafkaTopic. Replicas are the brokers' default: changing them takes a rebalance. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaTopicSpec(String topicName, int partitions, Map<String, Object> config) {}
