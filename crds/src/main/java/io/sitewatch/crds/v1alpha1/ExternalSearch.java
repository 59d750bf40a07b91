package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An Elasticsearch cluster that exists. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ExternalSearch {
    @JsonPropertyDescription("https:// URL of it")
    @Required
    @Size(min = 1, max = 2048)
    @ValidationRule(value = Rules.URL, messageExpression = Rules.URL_MESSAGE)
    private String elasticsearchUrl;

    @JsonPropertyDescription("https:// URL of its Kibana; absent: no dashboards")
    @Size(min = 1, max = 2048)
    @ValidationRule(value = Rules.URL, messageExpression = Rules.URL_MESSAGE)
    private String kibanaUrl;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site, with the keys username and password, or with the key api_key:"
                    + " the encoded form of an API key")
    @Required
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String credentialsSecret;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site, with the key ca.crt: who signed its certificate; absent: a public authority")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String caSecret;

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

    public String getCredentialsSecret() {
        return credentialsSecret;
    }

    public void setCredentialsSecret(String credentialsSecret) {
        this.credentialsSecret = credentialsSecret;
    }

    public String getCaSecret() {
        return caSecret;
    }

    public void setCaSecret(String caSecret) {
        this.caSecret = caSecret;
    }
}
