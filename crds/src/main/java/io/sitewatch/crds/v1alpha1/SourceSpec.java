package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Where readings come from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.simulator) != has(self.http)",
        messageExpression =
                "'has ' + (has(self.simulator) ? 'both simulator and http: remove one of them' : 'neither simulator nor http: add one of them, for example simulator: {}')")
public class SourceSpec {
    @JsonPropertyDescription("Instruments that only exist in software, for trying things out")
    private SimulatorSource simulator;

    @JsonPropertyDescription("An instruments API that is polled")
    private HttpSource http;

    public SimulatorSource getSimulator() {
        return simulator;
    }

    public void setSimulator(SimulatorSource simulator) {
        this.simulator = simulator;
    }

    public HttpSource getHttp() {
        return http;
    }

    public void setHttp(HttpSource http) {
        this.http = http;
    }
}
