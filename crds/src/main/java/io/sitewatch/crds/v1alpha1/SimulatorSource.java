package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Simulated instruments: the same ones after every restart. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SimulatorSource {
    @JsonPropertyDescription("Instruments of each type")
    @Default("100")
    @Min(1)
    @Max(5000)
    private Integer instrumentsPerType;

    @JsonPropertyDescription("Decides which instruments there are and how they walk")
    @Default("1")
    private Long seed;

    @JsonPropertyDescription("Time between two polls, such as 10s")
    @Default("10s")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.DURATION, messageExpression = Rules.DURATION_MESSAGE)
    private String interval;

    @JsonPropertyDescription("Faults to make, for example nulls=0.01,duplicates=0.05")
    @Size(max = 512)
    private String faults;

    public Integer getInstrumentsPerType() {
        return instrumentsPerType;
    }

    public void setInstrumentsPerType(Integer instrumentsPerType) {
        this.instrumentsPerType = instrumentsPerType;
    }

    public Long getSeed() {
        return seed;
    }

    public void setSeed(Long seed) {
        this.seed = seed;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public String getFaults() {
        return faults;
    }

    public void setFaults(String faults) {
        this.faults = faults;
    }
}
