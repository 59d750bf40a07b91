package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where the parts of a site are reached, without credentials. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SiteEndpoints {
    @JsonPropertyDescription("host:port of the brokers")
    private String kafkaBootstrapServers;

    @JsonPropertyDescription("JDBC URL of the database")
    private String postgresJdbcUrl;

    @JsonPropertyDescription("URL of Elasticsearch")
    private String elasticsearchUrl;

    @JsonPropertyDescription("URL of Kibana")
    private String kibanaUrl;

    @JsonPropertyDescription("URL of the batch view")
    private String batchViewUrl;

    @JsonPropertyDescription("URL of the instruments API that is polled")
    private String sourceUrl;

    @JsonPropertyDescription("URL of the metrics and progress of the stream")
    private String streamUrl;

    public String getKafkaBootstrapServers() {
        return kafkaBootstrapServers;
    }

    public void setKafkaBootstrapServers(String kafkaBootstrapServers) {
        this.kafkaBootstrapServers = kafkaBootstrapServers;
    }

    public String getPostgresJdbcUrl() {
        return postgresJdbcUrl;
    }

    public void setPostgresJdbcUrl(String postgresJdbcUrl) {
        this.postgresJdbcUrl = postgresJdbcUrl;
    }

    public String getElasticsearchUrl() {
        return elasticsearchUrl;
    }

    public void setElasticsearchUrl(String elasticsearchUrl) {
        this.elasticsearchUrl = elasticsearchUrl;
    }

    public String getKibanaUrl() {
        return kibanaUrl;
    }

    public void setKibanaUrl(String kibanaUrl) {
        this.kibanaUrl = kibanaUrl;
    }

    public String getBatchViewUrl() {
        return batchViewUrl;
    }

    public void setBatchViewUrl(String batchViewUrl) {
        this.batchViewUrl = batchViewUrl;
    }

    public String getSourceUrl() {
        return sourceUrl;
    }

    public void setSourceUrl(String sourceUrl) {
        this.sourceUrl = sourceUrl;
    }

    public String getStreamUrl() {
        return streamUrl;
    }

    public void setStreamUrl(String streamUrl) {
        this.streamUrl = streamUrl;
    }
}
