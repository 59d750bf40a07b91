package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A PostgreSQL database that exists. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ExternalPostgres {
    @JsonPropertyDescription(
            "jdbc:postgresql://host:port/database, with options such as sslmode=verify-full, without credentials")
    @Required
    @Size(min = 1, max = 2048)
    @ValidationRule(
            value = "self.startsWith('jdbc:postgresql://') && !self.matches('[?&](user|password)=')",
            message =
                    "is no JDBC URL of PostgreSQL without credentials: write jdbc:postgresql://host:5432/database and put username and password into credentialsSecret")
    private String jdbcUrl;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site, with the keys username and password, of the owner of the database")
    @Required
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String credentialsSecret;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site, with the keys username and password, of a role that may only read; absent: no batch view")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String reportCredentialsSecret;

    @JsonPropertyDescription(
            "Name of a Secret in the namespace of the site, with the key ca.crt: who signed the certificate of the server; absent: a public authority")
    @Size(min = 1, max = 253)
    @Pattern(Rules.OBJECT_NAME)
    private String caSecret;

    public String getJdbcUrl() {
        return jdbcUrl;
    }

    public void setJdbcUrl(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    public String getCredentialsSecret() {
        return credentialsSecret;
    }

    public void setCredentialsSecret(String credentialsSecret) {
        this.credentialsSecret = credentialsSecret;
    }

    public String getReportCredentialsSecret() {
        return reportCredentialsSecret;
    }

    public void setReportCredentialsSecret(String reportCredentialsSecret) {
        this.reportCredentialsSecret = reportCredentialsSecret;
    }

    public String getCaSecret() {
        return caSecret;
    }

    public void setCaSecret(String caSecret) {
        this.caSecret = caSecret;
    }
}
