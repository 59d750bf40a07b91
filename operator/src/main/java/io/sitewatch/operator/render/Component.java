package io.sitewatch.operator.render;

/** The parts of a site by the name that their labels carry. */
public enum Component {
    KAFKA("kafka"),
    POSTGRES("postgres"),
    ELASTICSEARCH("elasticsearch"),
    KIBANA("kibana"),
    LOGSTASH("logstash"),
    STREAM("stream"),
    PRODUCER("producer"),
    INSTRUMENTS("instruments"),
    BATCH_VIEW("batch-view");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
