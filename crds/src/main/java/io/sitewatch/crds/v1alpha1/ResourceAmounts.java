package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Processor and memory. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ResourceAmounts {
    @JsonPropertyDescription("Processor, such as 500m or 2")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.QUANTITY, messageExpression = Rules.QUANTITY_MESSAGE)
    private String cpu;

    @JsonPropertyDescription("Memory, such as 512Mi or 2Gi")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.QUANTITY, messageExpression = Rules.QUANTITY_MESSAGE)
    private String memory;

    public String getCpu() {
        return cpu;
    }

    public void setCpu(String cpu) {
        this.cpu = cpu;
    }

    public String getMemory() {
        return memory;
    }

    public void setMemory(String memory) {
        this.memory = memory;
    }
}
