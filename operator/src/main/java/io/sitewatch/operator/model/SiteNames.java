package io.sitewatch.operator.model;

/**
 * The names of everything that belongs to one site. Other operators derive names of their own from some of these, and
 * people type them: they are part of the product.
 *
 * @param site the name of the MonitoringSite, at most 24 characters
 */
public record SiteNames(String namespace, String site) {
    public String kafka() {
        return site;
    }

    public String brokers() {
        return site + "-brokers";
    }

    /** The Secret that Strimzi keeps the authority of the brokers' certificates in. */
    public String kafkaAuthority() {
        return kafka() + "-cluster-ca-cert";
    }

    /** Names of Kubernetes have no underscores, and topics of Kafka do. */
    public String topic(String topic) {
        return site + "-" + topic.replace('_', '-');
    }

    public String kafkaUser(KafkaRole role) {
        return site + "-" + role.label();
    }

    public String database() {
        return site + "-db";
    }

    /** The Secret that CloudNativePG writes the credentials of the owner of the database to. */
    public String databaseOwner() {
        return database() + "-app";
    }

    /** The Secret that CloudNativePG keeps the authority of the database's certificate in. */
    public String databaseAuthority() {
        return database() + "-ca";
    }

    public String databaseReport() {
        return database() + "-report";
    }

    public String elasticsearch() {
        return site;
    }

    /** The Secret that ECK keeps the authority of Elasticsearch's certificates in. */
    public String elasticsearchAuthority() {
        return elasticsearch() + "-es-http-certs-public";
    }

    /** The Service that ECK makes for Elasticsearch. */
    public String elasticsearchService() {
        return elasticsearch() + "-es-http";
    }

    public String searchUser() {
        return site + "-es-stream";
    }

    /** The Secret of the user that keeps templates and dashboards in place: the operator itself. */
    public String searchKeeper() {
        return site + "-es-operator";
    }

    /** The Secret of the user that people look at dashboards as. */
    public String searchViewer() {
        return site + "-es-viewer";
    }

    public String searchRoles() {
        return site + "-es-roles";
    }

    public String kibana() {
        return site;
    }

    /** The Secret that ECK keeps the authority of Kibana's certificates in. */
    public String kibanaAuthority() {
        return kibana() + "-kb-http-certs-public";
    }

    /** The ConfigMap that says which version of each dashboard was put into Kibana. */
    public String kibanaContent() {
        return site + "-kibana-content";
    }

    /** The space in Kibana. */
    public String space() {
        return site;
    }

    public String logstash() {
        return site;
    }

    public String stream() {
        return site + "-stream";
    }

    public String checkpoint() {
        return site + "-stream-checkpoint";
    }

    public String rules() {
        return site + "-rules";
    }

    public String producer() {
        return site + "-producer";
    }

    public String instruments() {
        return site + "-instruments";
    }

    public String batchView() {
        return site + "-batch-view";
    }

    /** The address of a Service of the site inside of the cluster. */
    public String host(String service) {
        return service + "." + namespace + ".svc";
    }
}
