package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a construction site has and wants: instruments, their source, and the stores that the readings go to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.instruments) || self.instruments.all(a, self.instruments.exists_one(b, b.type == a.type))",
        messageExpression =
                "'instruments names a type more than once (%s): put what belongs to one type into one entry'"
                        + ".format([self.instruments.map(i, i.type)])",
        fieldPath = ".instruments")
@ValidationRule(
        value = "(has(self.kafka) && has(self.kafka.external)) == (has(oldSelf.kafka) && has(oldSelf.kafka.external))"
                + " || (has(self.stream) && has(self.stream.replay)"
                + " && (!has(oldSelf.stream) || !has(oldSelf.stream.replay)"
                + " || self.stream.replay != oldSelf.stream.replay))",
        message = "kafka cannot move between managed and external under a running stream, whose checkpoint counts the"
                + " offsets of the old log: set stream.replay to a new token in the same change, and the views are"
                + " rebuilt from the new log",
        fieldPath = ".kafka")
public class MonitoringSiteSpec {
    @JsonPropertyDescription("Name of the site for people")
    @Size(max = 128)
    private String displayName;

    @JsonPropertyDescription("IANA time zone of the site, for people: everything is stored in UTC")
    @Default("UTC")
    @Size(min = 1, max = 64)
    @ValidationRule(
            value = "self.matches('^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$')",
            messageExpression = "'is ' + self + ', which is no IANA time zone: write one such as Europe/London or UTC'")
    private String timezone;

    @JsonPropertyDescription(
            "Coordinate system of eastings and northings, as the EPSG registry has it, for maps; absent: nobody said")
    @Size(max = 16)
    @ValidationRule(
            value = "self.matches('^EPSG:[0-9]{4,6}$')",
            messageExpression =
                    "'is ' + self + ', which is no code of the EPSG registry: write one such as EPSG:27700 (British National Grid)'")
    private String crs;

    @JsonPropertyDescription("Where readings come from: exactly one of simulator and http")
    @Required
    private SourceSpec source;

    @JsonPropertyDescription(
            "What is known of the instruments of a type: units, plausible range, limits; at most one entry a type")
    @Size(max = 5)
    private List<InstrumentSpec> instruments;

    @JsonPropertyDescription("The log that every view is derived from: exactly one of managed and external")
    @Default("{\"managed\": {}}")
    private KafkaSpec kafka;

    @JsonPropertyDescription("How readings become records")
    @Default("{}")
    private StreamSpec stream;

    @JsonPropertyDescription("The store of records for history and export: exactly one of managed and external")
    @Default("{\"managed\": {}}")
    private PostgresSpec postgres;

    @JsonPropertyDescription(
            "The store of records for the real-time view: exactly one of managed, external and disabled")
    @Default("{\"managed\": {}}")
    private SearchSpec search;

    @JsonPropertyDescription("The web page over history")
    @Default("{}")
    private BatchViewSpec batchView;

    @JsonPropertyDescription(
            "true stops polling and the stream; data and addresses stay, and false goes on from where it stopped")
    @Default("false")
    private Boolean suspend;

    @JsonPropertyDescription("What becomes of topics, databases, indices and volumes when the site is deleted")
    @Default("Retain")
    private DeletionPolicy deletionPolicy;

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getTimezone() {
        return timezone;
    }

    public void setTimezone(String timezone) {
        this.timezone = timezone;
    }

    public String getCrs() {
        return crs;
    }

    public void setCrs(String crs) {
        this.crs = crs;
    }

    public SourceSpec getSource() {
        return source;
    }

    public void setSource(SourceSpec source) {
        this.source = source;
    }

    public List<InstrumentSpec> getInstruments() {
        return instruments;
    }

    public void setInstruments(List<InstrumentSpec> instruments) {
        this.instruments = instruments;
    }

    public KafkaSpec getKafka() {
        return kafka;
    }

    public void setKafka(KafkaSpec kafka) {
        this.kafka = kafka;
    }

    public StreamSpec getStream() {
        return stream;
    }

    public void setStream(StreamSpec stream) {
        this.stream = stream;
    }

    public PostgresSpec getPostgres() {
        return postgres;
    }

    public void setPostgres(PostgresSpec postgres) {
        this.postgres = postgres;
    }

    public SearchSpec getSearch() {
        return search;
    }

    public void setSearch(SearchSpec search) {
        this.search = search;
    }

    public BatchViewSpec getBatchView() {
        return batchView;
    }

    public void setBatchView(BatchViewSpec batchView) {
        this.batchView = batchView;
    }

    public Boolean getSuspend() {
        return suspend;
    }

    public void setSuspend(Boolean suspend) {
        this.suspend = suspend;
    }

    public DeletionPolicy getDeletionPolicy() {
        return deletionPolicy;
    }

    public void setDeletionPolicy(DeletionPolicy deletionPolicy) {
        this.deletionPolicy = deletionPolicy;
    }
}
