package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Processor and memory of one Spark pod. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StreamResources {
    @JsonPropertyDescription("Processor, such as 500m or 2")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.QUANTITY, messageExpression = Rules.QUANTITY_MESSAGE)
    private String cpu;

    @JsonPropertyDescription("Heap in the JVM's way of writing it, such as 768m or 4g; Spark adds its overhead")
    @Size(min = 1, max = 20)
    @ValidationRule(
            value = "self.matches('^[1-9][0-9]*[kmgt]$')",
            messageExpression =
                    "'is ' + self + ', which is no size of a heap: write a number and k, m, g or t, such as 768m or 4g'")
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
