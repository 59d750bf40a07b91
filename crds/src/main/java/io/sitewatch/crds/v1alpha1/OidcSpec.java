package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Sign-in with an OpenID Connect provider: authorization code flow with PKCE. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class OidcSpec {
    @JsonPropertyDescription(
            "Issuer of the tokens, as its discovery document says it: the URL before /.well-known/openid-configuration")
    @Required
    @Size(min = 1, max = 2048)
    @ValidationRule(
            value = "self.matches('^https?://[^/?#]+(/[^?#]*)?$')",
            messageExpression =
                    "'is ' + self + ', which is no issuer: write a URL such as https://login.example.com/realms/site'")
    private String issuer;

    @JsonPropertyDescription(
            "What the provider calls the batch view; its redirect URI there is <address>/sign-in/callback")
    @Required
    @Size(min = 1, max = 256)
    private String clientId;

    @JsonPropertyDescription("Name of a Secret in the namespace of the site, with the key client-secret")
    @Required
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String clientSecret;

    public String getIssuer() {
        return issuer;
    }

    public void setIssuer(String issuer) {
        this.issuer = issuer;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }
}
