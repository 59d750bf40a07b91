package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What is put into the Kibana of a site, and kept there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class KibanaContent {
    @JsonPropertyDescription(
            "Whether dashboards that a person changed stay as they are (IfUnchanged), or are put back (Always)")
    @Default("IfUnchanged")
    private ManageDashboards manageDashboards;

    @JsonPropertyDescription(
            "Id of a connector in Kibana, in the space of the site, that rules notify; absent: alerts are seen in Kibana only")
    @Size(min = 1, max = 128)
    @Pattern("^[A-Za-z0-9_-]+$")
    private String connector;

    public ManageDashboards getManageDashboards() {
        return manageDashboards;
    }

    public void setManageDashboards(ManageDashboards manageDashboards) {
        this.manageDashboards = manageDashboards;
    }

    public String getConnector() {
        return connector;
    }

    public void setConnector(String connector) {
        this.connector = connector;
    }
}
