package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What differs for one instrument. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class InstrumentOverride {
    @JsonPropertyDescription("The borehole number, such as BH-4493")
    @Required
    @Size(min = 1, max = 64)
    private String instrument;

    @JsonPropertyDescription("Replace the limits of the type, whole")
    private Limits limits;

    @JsonPropertyDescription("Subtracted from the calibrated reading")
    private Double baseline;

    @JsonPropertyDescription("From raw to calibrated readings")
    private Calibration calibration;

    @JsonPropertyDescription(
            "Holds for readings observed from then on, an instant such as 2026-03-01T00:00:00Z; absent: for all")
    @Size(min = 1, max = 40)
    @ValidationRule(
            value = "self.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?Z$')",
            messageExpression = "'is ' + self + ', which is no instant in UTC: write one such as 2026-03-01T00:00:00Z'")
    private String from;

    public String getInstrument() {
        return instrument;
    }

    public void setInstrument(String instrument) {
        this.instrument = instrument;
    }

    public Limits getLimits() {
        return limits;
    }

    public void setLimits(Limits limits) {
        this.limits = limits;
    }

    public Double getBaseline() {
        return baseline;
    }

    public void setBaseline(Double baseline) {
        this.baseline = baseline;
    }

    public Calibration getCalibration() {
        return calibration;
    }

    public void setCalibration(Calibration calibration) {
        this.calibration = calibration;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }
}
