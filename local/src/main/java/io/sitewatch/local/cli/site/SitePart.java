package io.sitewatch.local.cli.site;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of a site as people know them, in the order in which they come up, each with the condition that tells of it. */
public enum SitePart {
    KAFKA("KafkaReady", "Kafka", "kafka"),
    TOPICS("TopicsReady", "topics", "kafka"),
    POSTGRES("PostgresReady", "PostgreSQL", "postgres"),
    SEARCH("SearchReady", "Elasticsearch", "elasticsearch"),
    DASHBOARDS("DashboardsReady", "Kibana", "kibana"),
    STREAM("StreamRunning", "stream", "stream"),
    PRODUCER("ProducerRunning", "producer", "producer"),
    BATCH_VIEW("BatchViewReady", "batch view", "batch-view"),
    SITE("Ready", "site", "operator");

    private final String condition;
    private final String label;
    private final String component;

    SitePart(String condition, String label, String component) {
        this.condition = condition;
        this.label = label;
        this.component = component;
    }

    /** Type of the condition in the site's status. */
    public String condition() {
        return condition;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    /** The component of the laptop cluster whose log says why it is not ready. */
    public String component() {
        return component;
    }

    public static Optional<SitePart> ofCondition(String type) {
        return Arrays.stream(values())
                .filter(part -> part.condition.equals(type))
                .findFirst();
    }

    /** Those with a process of their own. */
    public static List<SitePart> parts() {
        return Arrays.stream(values()).filter(part -> part != SITE).toList();
    }
}
