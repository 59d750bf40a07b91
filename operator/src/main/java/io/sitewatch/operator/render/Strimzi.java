package io.sitewatch.operator.render;

/** What Strimzi's own objects are told apart by. */
final class Strimzi {
    /** The Kafka that a pool, a topic or a user belongs to. */
    static final String CLUSTER = "strimzi.io/cluster";

    private Strimzi() {}
}
