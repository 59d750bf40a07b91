package io.sitewatch.operator.status;

/** The conditions of a site, in the order in which they are written. */
public enum ConditionType {
    KAFKA_READY("KafkaReady"),
    TOPICS_READY("TopicsReady"),
    POSTGRES_READY("PostgresReady"),
    SEARCH_READY("SearchReady"),
    DASHBOARDS_READY("DashboardsReady"),
    STREAM_RUNNING("StreamRunning"),
    PRODUCER_RUNNING("ProducerRunning"),
    BATCH_VIEW_READY("BatchViewReady"),
    READY("Ready");

    private final String label;

    ConditionType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
