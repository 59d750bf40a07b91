package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Linear (factor * raw + offset) or polynomial (a * raw^2 + b * raw + c), never both. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.factor) || has(self.offset)) != (has(self.a) || has(self.b) || has(self.c))",
        message =
                "calibration is either linear, with factor and offset, or polynomial, with a, b and c: write the fields of one of them")
public class Calibration {
    @JsonPropertyDescription("Linear: multiplies the raw reading; absent: 1")
    private Double factor;

    @JsonPropertyDescription("Linear: added to the product; absent: 0")
    private Double offset;

    @JsonPropertyDescription("Polynomial: of the square of the raw reading; absent: 0")
    private Double a;

    @JsonPropertyDescription("Polynomial: of the raw reading; absent: 0")
    private Double b;

    @JsonPropertyDescription("Polynomial: the constant; absent: 0")
    private Double c;

    public Double getFactor() {
        return factor;
    }

    public void setFactor(Double factor) {
        this.factor = factor;
    }

    public Double getOffset() {
        return offset;
    }

    public void setOffset(Double offset) {
        this.offset = offset;
    }

    public Double getA() {
        return a;
    }

    public void setA(Double a) {
        this.a = a;
    }

    public Double getB() {
        return b;
    }

    public void setB(Double b) {
        this.b = b;
    }

    public Double getC() {
        return c;
    }

    public void setC(Double c) {
        this.c = c;
    }
}
