package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Nullable;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** An instruments API in the wire format, at a base URL. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HttpSource {
    @JsonPropertyDescription("URL of the API, without /params")
    @Required
    @Size(min = 1, max = 2048)
    @ValidationRule(
            value = "self.matches('^https?://[^/?#]+(/[^?#]*)?$')",
            messageExpression =
                    "'is ' + self + ', which is no base URL: write one such as https://instruments.example.com'")
    private String baseUrl;

    @JsonPropertyDescription(
            "Other paths below /params than the types' own, by type; an empty path: the type is not polled")
    @Size(max = 5)
    @ValidationRule(
            value =
                    "self.all(t, t in ['water_standpipe', 'piezometer', 'settlement_marker', 'extensometer', 'strain_gauge'])",
            messageExpression =
                    "'names a type that does not exist: the types are water_standpipe, piezometer, settlement_marker, extensometer and strain_gauge'")
    @Nullable
    private Map<String, @Size(max = 256) String> paths;

    @JsonPropertyDescription("Time between two polls, such as 10s")
    @Default("10s")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.DURATION, messageExpression = Rules.DURATION_MESSAGE)
    private String interval;

    @JsonPropertyDescription("Time that one poll may take, such as 5s")
    @Default("5s")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.DURATION, messageExpression = Rules.DURATION_MESSAGE)
    private String timeout;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site, with the keys username and password, or token")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String credentialsSecret;

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public Map<String, String> getPaths() {
        return paths;
    }

    public void setPaths(Map<String, String> paths) {
        this.paths = paths;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    public String getCredentialsSecret() {
        return credentialsSecret;
    }

    public void setCredentialsSecret(String credentialsSecret) {
        this.credentialsSecret = credentialsSecret;
    }
}
