package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake in a manifest is told before anything starts: the field, the value and the mend. */
class BadManifestScenarioTest {

    @TempDir
    Path folder;

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("type: piezometer", "type: inclinometer", "spec.instruments[0].type", "inclinometer"),
                Arguments.of("interval: 5s", "interval: -5s", "spec.source.simulator.interval", "-5s"),
                Arguments.of("timezone: UTC", "timezone: UTC\n  colour: blue", "spec.colour", "colour"),
                Arguments.of(
                        "source:", "source:\n    http: {baseUrl: 'http://localhost:1'}", "spec.source", "simulator"),
                Arguments.of("max: 500", "max: -1", "spec.instruments[0].validRange", "-1"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefused(String right, String wrong, String field, String value) throws IOException {
        String good = """
                apiVersion: sitewatch.io/v1alpha1
                kind: MonitoringSite
                metadata:
                  name: bad
                spec:
                  displayName: Bad
                  timezone: UTC
                  source:
                    simulator: {instrumentsPerType: 5, seed: 1, interval: 5s}
                  instruments:
                    - type: piezometer
                      validRange: {min: 0, max: 500}
                """;
        assertThat(good).contains(right);
        Path manifest = Files.writeString(folder.resolve("bad.yaml"), good.replace(right, wrong));
        Sitewatch sitewatch = new Sitewatch(folder.resolve("state"));

        Sitewatch.Outcome outcome = sitewatch.run(Duration.ofMinutes(1), "up", manifest.toString());

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains(field).contains(value).contains("bad.yaml");
        assertThat(sitewatch.processes()).as("nothing started").isEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        Sitewatch.Outcome outcome = new Sitewatch(folder.resolve("state"))
                .run(Duration.ofMinutes(1), "up", folder.resolve("absent.yaml").toString());
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("absent.yaml");
    }
}
