package io.sitewatch.local.cluster.control;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A namespaced custom resource kind that a part plays the operator of, or reads. */
public record Kind(String group, String version, String kind, String plural) {
    public static final Kind KAFKA = new Kind("kafka.strimzi.io", "v1", "Kafka", "kafkas");
    public static final Kind KAFKA_NODE_POOL = new Kind("kafka.strimzi.io", "v1", "KafkaNodePool", "kafkanodepools");
    public static final Kind KAFKA_TOPIC = new Kind("kafka.strimzi.io", "v1", "KafkaTopic", "kafkatopics");
    public static final Kind KAFKA_USER = new Kind("kafka.strimzi.io", "v1", "KafkaUser", "kafkausers");
    public static final Kind POSTGRES_CLUSTER = new Kind("postgresql.cnpg.io", "v1", "Cluster", "clusters");
    public static final Kind ELASTICSEARCH =
            new Kind("elasticsearch.k8s.elastic.co", "v1", "Elasticsearch", "elasticsearches");
    public static final Kind KIBANA = new Kind("kibana.k8s.elastic.co", "v1", "Kibana", "kibanas");
    public static final Kind LOGSTASH = new Kind("logstash.k8s.elastic.co", "v1alpha1", "Logstash", "logstashes");
    public static final Kind SPARK_APPLICATION =
            new Kind("spark.apache.org", "v1", "SparkApplication", "sparkapplications");
    public static final Kind MONITORING_SITE =
            new Kind("sitewatch.io", "v1alpha1", "MonitoringSite", "monitoringsites");

    /** {@code group/version}, as in manifests. */
    public String apiVersion() {
        return group + "/" + version;
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
