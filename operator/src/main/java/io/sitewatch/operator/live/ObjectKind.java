package io.sitewatch.operator.live;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of object that a site is made of, and who has to be in the cluster for each. */
public enum ObjectKind {
    KAFKA("kafka.strimzi.io", "v1", "Kafka", "kafkas", Prerequisite.STRIMZI),
    KAFKA_NODE_POOL("kafka.strimzi.io", "v1", "KafkaNodePool", "kafkanodepools", Prerequisite.STRIMZI),
    KAFKA_TOPIC("kafka.strimzi.io", "v1", "KafkaTopic", "kafkatopics", Prerequisite.STRIMZI),
    KAFKA_USER("kafka.strimzi.io", "v1", "KafkaUser", "kafkausers", Prerequisite.STRIMZI),
    POSTGRES_CLUSTER("postgresql.cnpg.io", "v1", "Cluster", "clusters", Prerequisite.CLOUD_NATIVE_PG),
    ELASTICSEARCH("elasticsearch.k8s.elastic.co", "v1", "Elasticsearch", "elasticsearches", Prerequisite.ECK),
    KIBANA("kibana.k8s.elastic.co", "v1", "Kibana", "kibanas", Prerequisite.ECK),
    LOGSTASH("logstash.k8s.elastic.co", "v1alpha1", "Logstash", "logstashes", Prerequisite.ECK),
    SPARK_APPLICATION("spark.apache.org", "v1", "SparkApplication", "sparkapplications", Prerequisite.SPARK_OPERATOR),
    DEPLOYMENT("apps", "v1", "Deployment", "deployments", Prerequisite.NONE),
    SERVICE("", "v1", "Service", "services", Prerequisite.NONE),
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps", Prerequisite.NONE),
    SECRET("", "v1", "Secret", "secrets", Prerequisite.NONE),
    VOLUME_CLAIM("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", Prerequisite.NONE),
    SERVICE_ACCOUNT("", "v1", "ServiceAccount", "serviceaccounts", Prerequisite.NONE),
    POD("", "v1", "Pod", "pods", Prerequisite.NONE),
    ROLE("rbac.authorization.k8s.io", "v1", "Role", "roles", Prerequisite.NONE),
    ROLE_BINDING("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", Prerequisite.NONE),
    NETWORK_POLICY("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", Prerequisite.NONE),
    INGRESS("networking.k8s.io", "v1", "Ingress", "ingresses", Prerequisite.NONE),
    DISRUPTION_BUDGET("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", Prerequisite.NONE);

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final Prerequisite prerequisite;

    ObjectKind(String group, String version, String kind, String plural, Prerequisite prerequisite) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.prerequisite = prerequisite;
    }

    /** The API group, empty for the core one. */
    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public String kind() {
        return kind;
    }

    public String plural() {
        return plural;
    }

    public Prerequisite prerequisite() {
        return prerequisite;
    }

    /** {@code group/version}, as manifests have it. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** How the client addresses objects of this kind. */
    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    /** The kind of a manifest, or nothing for one that no site is made of. */
    public static Optional<ObjectKind> of(HasMetadata object) {
        return Arrays.stream(values())
                .filter(kind ->
                        kind.kind.equals(object.getKind()) && kind.apiVersion().equals(object.getApiVersion()))
                .findFirst();
    }
}
