package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a manifest is told before anything starts: the field, the value and the mend. */
class BadManifestScenarioTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unknown type  | type: piezometer | type: inclinometer            | spec.instruments[0].type | inclinometer",
                "negative time | interval: 5s     | interval: -5s                 | spec.source.simulator.interval | -5s",
                "unknown field | timezone: UTC    | timezone: UTC\n  colour: blue | spec.colour | colour",
                "two sources   | source:          | source:\n    http: {baseUrl: 'http://localhost:1'} | spec.source | simulator",
                "min over max  | max: 500         | max: -1                       | spec.instruments[0].validRange | -1",
            })
    void isRefused(String mistake, String right, String wrong, String field, String value) throws IOException {
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
        assertThat(good).contains(right.strip());
        Path manifest = Files.writeString(
                folder.resolve("bad.yaml"),
                good.replace(right.strip(), wrong.strip().replace("\\n", "\n")));
        Sitewatch sitewatch = new Sitewatch(folder.resolve("state"));

        Sitewatch.Outcome outcome = sitewatch.run(Duration.ofMinutes(1), "up", manifest.toString());

        assertThat(outcome.exit()).as(mistake + ": " + outcome.err()).isEqualTo(2);
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
