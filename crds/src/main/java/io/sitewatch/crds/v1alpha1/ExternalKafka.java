package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A Kafka cluster that exists, and in which the topics of the site exist. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.credentialsSecret)"
                + " || (has(self.securityProtocol) && !self.securityProtocol.startsWith('SASL_'))",
        messageExpression = "'securityProtocol ' + (has(self.securityProtocol) ? self.securityProtocol : 'SASL_SSL')"
                + " + ' needs credentialsSecret: name a Secret with the keys username and password'",
        fieldPath = ".credentialsSecret")
public class ExternalKafka {
    @JsonPropertyDescription("host:port of some brokers, separated by commas")
    @Required
    @Size(min = 1, max = 2048)
    @ValidationRule(
            value = "self.matches('^[^:,/ ]+:[0-9]{1,5}(,[^:,/ ]+:[0-9]{1,5})*$')",
            messageExpression = "'is ' + self + ', which is no list of brokers: write host:port, separated by commas'")
    private String bootstrapServers;

    @JsonPropertyDescription("How the brokers want to be spoken to")
    @Default("SASL_SSL")
    private SecurityProtocol securityProtocol;

    @JsonPropertyDescription("How to prove who we are; PLAIN is what Azure Event Hubs and Confluent Cloud want")
    @Default("PLAIN")
    private SaslMechanism saslMechanism;

    @JsonPropertyDescription("Name of a Secret in the namespace of the site, with the keys username and password")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String credentialsSecret;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site, with the key ca.crt: who signed the certificates of the brokers; absent: a public authority")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String caSecret;

    public String getBootstrapServers() {
        return bootstrapServers;
    }

    public void setBootstrapServers(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public SecurityProtocol getSecurityProtocol() {
        return securityProtocol;
    }

    public void setSecurityProtocol(SecurityProtocol securityProtocol) {
        this.securityProtocol = securityProtocol;
    }

    public SaslMechanism getSaslMechanism() {
        return saslMechanism;
    }

    public void setSaslMechanism(SaslMechanism saslMechanism) {
        this.saslMechanism = saslMechanism;
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
