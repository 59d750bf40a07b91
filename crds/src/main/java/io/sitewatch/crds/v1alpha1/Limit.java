package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** A level is reached strictly above or strictly below. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.above) || !has(self.below) || self.below < self.above",
        messageExpression =
                "'below %s is not less than above %s: every reading would be beyond the limit; swap them'.format([self.below, self.above])")
public class Limit {
    @JsonPropertyDescription("Reached by readings greater than this")
    private Double above;

    @JsonPropertyDescription("Reached by readings less than this")
    private Double below;

    public Double getAbove() {
        return above;
    }

    public void setAbove(Double above) {
        this.above = above;
    }

    public Double getBelow() {
        return below;
    }

    public void setBelow(Double below) {
        this.below = below;
    }
}
