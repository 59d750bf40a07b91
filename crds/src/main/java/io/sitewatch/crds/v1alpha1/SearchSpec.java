package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** The store of records for the real-time view. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "[has(self.managed), has(self.external), has(self.disabled)].filter(x, x).size() == 1",
        messageExpression = "'has %s of managed, external and disabled: write exactly one, for example managed: {}'"
                + ".format([[has(self.managed), has(self.external), has(self.disabled)].filter(x, x).size()])")
@ValidationRule(
        value = "!has(self.disabled) || !has(self.ingest) || self.ingest != 'Logstash'",
        message =
                "ingest Logstash has nowhere to write with search disabled: remove ingest, or choose managed or external",
        fieldPath = ".ingest")
public class SearchSpec {
    @JsonPropertyDescription("A cluster of the site's own, run by ECK")
    private ManagedSearch managed;

    @JsonPropertyDescription("A cluster that exists")
    private ExternalSearch external;

    @JsonPropertyDescription("No real-time view")
    private DisabledSearch disabled;

    @JsonPropertyDescription("Who writes into it: the stream job itself, or a Logstash that reads its topics")
    @Default("Stream")
    private SearchIngest ingest;

    @JsonPropertyDescription("Months that records stay in it; absent: for ever. PostgreSQL keeps everything")
    @Min(1)
    @Max(1200)
    private Integer retention;

    @JsonPropertyDescription("What is put into Kibana, be it managed or external")
    @Default("{}")
    private KibanaContent kibana;

    public ManagedSearch getManaged() {
        return managed;
    }

    public void setManaged(ManagedSearch managed) {
        this.managed = managed;
    }

    public ExternalSearch getExternal() {
        return external;
    }

    public void setExternal(ExternalSearch external) {
        this.external = external;
    }

    public DisabledSearch getDisabled() {
        return disabled;
    }

    public void setDisabled(DisabledSearch disabled) {
        this.disabled = disabled;
    }

    public SearchIngest getIngest() {
        return ingest;
    }

    public void setIngest(SearchIngest ingest) {
        this.ingest = ingest;
    }

    public Integer getRetention() {
        return retention;
    }

    public void setRetention(Integer retention) {
        this.retention = retention;
    }

    public KibanaContent getKibana() {
        return kibana;
    }

    public void setKibana(KibanaContent kibana) {
        this.kibana = kibana;
    }
}
