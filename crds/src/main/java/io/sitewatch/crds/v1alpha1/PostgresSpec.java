package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** The store of records for history and export. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.managed) != has(self.external)",
        messageExpression =
                "'has ' + (has(self.managed) ? 'both managed and external: remove one of them' : 'neither managed nor external: add one of them, for example managed: {}')")
public class PostgresSpec {
    @JsonPropertyDescription("A cluster of the site's own, run by CloudNativePG")
    private ManagedPostgres managed;

    @JsonPropertyDescription("A database that exists")
    private ExternalPostgres external;

    public ManagedPostgres getManaged() {
        return managed;
    }

    public void setManaged(ManagedPostgres managed) {
        this.managed = managed;
    }

    public ExternalPostgres getExternal() {
        return external;
    }

    public void setExternal(ExternalPostgres external) {
        this.external = external;
    }
}
