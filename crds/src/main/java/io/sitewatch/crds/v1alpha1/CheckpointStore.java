package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An object store for the checkpoint. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CheckpointStore {
    @JsonPropertyDescription("s3a:// or abfs:// or abfss:// or gs:// URL of a folder for this site alone")
    @Required
    @Size(min = 1, max = 2048)
    @ValidationRule(
            value = "self.matches('^(s3a|abfs|abfss|gs)://.+$')",
            messageExpression =
                    "'is ' + self + ', which is no object store: write an s3a://, abfs://, abfss:// or gs:// URL'")
    private String url;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site whose keys become environment variables of driver and executors, such as AWS_ACCESS_KEY_ID")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String credentialsSecret;

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getCredentialsSecret() {
        return credentialsSecret;
    }

    public void setCredentialsSecret(String credentialsSecret) {
        this.credentialsSecret = credentialsSecret;
    }
}
