package io.sitewatch.operator.status;

import io.sitewatch.operator.live.ObjectId;

/** An object that the API server did not take, in its own words. */
public record Refusal(ObjectId object, String message) {

    /** The condition that tells of it. */
    static ConditionType condition(ObjectId object) {
        return switch (object.kind()) {
            case KAFKA, KAFKA_NODE_POOL -> ConditionType.KAFKA_READY;
            case KAFKA_TOPIC, KAFKA_USER -> ConditionType.TOPICS_READY;
            case POSTGRES_CLUSTER -> ConditionType.POSTGRES_READY;
            case ELASTICSEARCH, LOGSTASH -> ConditionType.SEARCH_READY;
            case KIBANA -> ConditionType.DASHBOARDS_READY;
            case INGRESS, DISRUPTION_BUDGET -> ConditionType.BATCH_VIEW_READY;
            case DEPLOYMENT, SERVICE -> ConditionType.PRODUCER_RUNNING;
            default -> ConditionType.STREAM_RUNNING;
        };
    }
}
