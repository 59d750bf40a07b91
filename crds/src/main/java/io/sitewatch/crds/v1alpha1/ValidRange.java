package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Plausible readings, bounds included. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.min) || !has(self.max) || self.min < self.max",
        messageExpression = "'min %s is not below max %s: swap them or widen the range'.format([self.min, self.max])")
public class ValidRange {
    @JsonPropertyDescription("Smallest plausible reading")
    private Double min;

    @JsonPropertyDescription("Largest plausible reading")
    private Double max;

    public Double getMin() {
        return min;
    }

    public void setMin(Double min) {
        this.min = min;
    }

    public Double getMax() {
        return max;
    }

    public void setMax(Double max) {
        this.max = max;
    }
}
