package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What is known of the instruments of one type. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class InstrumentSpec {
    @JsonPropertyDescription("The type")
    @Required
    private InstrumentKind type;

    @JsonPropertyDescription("Units of readings; absent: what the message says, else the type's own")
    @Size(min = 1, max = 64)
    private String units;

    @JsonPropertyDescription("Readings outside are rejected")
    private ValidRange validRange;

    @JsonPropertyDescription("Readings beyond raise the level of the instrument")
    private Limits limits;

    @JsonPropertyDescription(
            "How far back inside a limit a reading must come before the level falls, in the units of readings")
    @Min(0)
    private Double hysteresis;

    @JsonPropertyDescription("An instrument with no reading for so long is stale, such as 1h")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.DURATION, messageExpression = Rules.DURATION_MESSAGE)
    private String staleAfter;

    @JsonPropertyDescription(
            "What differs for single instruments; of entries that say the same of one, the latest from that has come counts, then the later in the list")
    @Size(max = 1000)
    private List<InstrumentOverride> overrides;

    public InstrumentKind getType() {
        return type;
    }

    public void setType(InstrumentKind type) {
        this.type = type;
    }

    public String getUnits() {
        return units;
    }

    public void setUnits(String units) {
        this.units = units;
    }

    public ValidRange getValidRange() {
        return validRange;
    }

    public void setValidRange(ValidRange validRange) {
        this.validRange = validRange;
    }

    public Limits getLimits() {
        return limits;
    }

    public void setLimits(Limits limits) {
        this.limits = limits;
    }

    public Double getHysteresis() {
        return hysteresis;
    }

    public void setHysteresis(Double hysteresis) {
        this.hysteresis = hysteresis;
    }

    public String getStaleAfter() {
        return staleAfter;
    }

    public void setStaleAfter(String staleAfter) {
        this.staleAfter = staleAfter;
    }

    public List<InstrumentOverride> getOverrides() {
        return overrides;
    }

    public void setOverrides(List<InstrumentOverride> overrides) {
        this.overrides = overrides;
    }
}
