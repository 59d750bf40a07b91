package io.sitewatch.operator.model;

/** Who speaks to the brokers of a site, each with a user of its own. */
public enum KafkaRole {
    PRODUCER("producer"),
    STREAM("stream"),
    /** People and BI tools: may read, and nothing else. */
    READER("reader"),
    LOGSTASH("logstash");

    private final String label;

    KafkaRole(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
