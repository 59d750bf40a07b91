package io.sitewatch.local.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of mistake in a manifest, and the very line that a person reads about it. */
class CrdCheckTest {
    private static final String GOOD = """
            apiVersion: sitewatch.io/v1alpha1
            kind: MonitoringSite
            metadata:
              name: shaft
            spec:
              displayName: Launch shaft
              timezone: UTC
              source:
                simulator: {instrumentsPerType: 5, seed: 1, interval: 5s}
              instruments:
                - type: piezometer
                  validRange: {min: 0, max: 500}
                  limits:
                    alert: {above: 100}
                    alarm: {above: 200}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: piezometer | type: inclinometer | site.yaml:11: spec.instruments[0].type: Unsupported value: \"inclinometer\": supported values: \"extensometer\", \"piezometer\", \"settlement_marker\", \"strain_gauge\", \"water_standpipe\"",
                "simulator: { | http: {baseUrl: 'http://127.0.0.1:1'}//    simulator: { | site.yaml:8: spec.source: Invalid value: has both simulator and http: remove one of them",
                "interval: 5s | interval: -5s | site.yaml:9: spec.source.simulator.interval: Invalid value: \"-5s\": is -5s, which is no duration: write a positive number and a unit, such as 500ms, 10s, 5m, 1h or 7d",
                "max: 500 | max: -1 | site.yaml:12: spec.instruments[0].validRange: Invalid value: min 0 is not below max -1: swap them or widen the range",
                "{above: 200} | {above: 50} | site.yaml:13: spec.instruments[0].limits: Invalid value: alarm.above 50 is reached before alert.above 100: write limits that go up from alert over action to alarm",
                "displayName | displayname | site.yaml:6: spec.displayname: unknown field \"spec.displayname\": did you mean displayName?",
                "max: 500 | maximum: 500 | site.yaml:12: spec.instruments[0].validRange.maximum: unknown field \"spec.instruments[0].validRange.maximum\": remove it; the fields here are max, min",
                "name: shaft | name: Shaft_1 | site.yaml:1: metadata.name is Shaft_1: write at most 24 lower-case letters, digits and hyphens, the first a letter, because the names of pods and services are made from it",
                "timezone: UTC | timezone: \"+10\" | site.yaml:7: spec.timezone: Invalid value: \"+10\": is +10, which is no IANA time zone: write one such as Europe/London or UTC",
            })
    void aMistakeIsOneLineWithTheFieldTheValueAndTheMend(String right, String wrong, String line) throws IOException {
        assertThat(problems(GOOD.replace(right.strip(), wrong.strip().replace("//    ", "\n    "))))
                .first()
                .isEqualTo(line.strip());
    }

    @Test
    void severalMistakesAreToldAtOnce() throws IOException {
        assertThat(problems(
                        GOOD.replace("5s", "0s").replace("max: 500", "max: 0").replace("UTC", "somewhere else")))
                .extracting(line -> line.substring(0, line.indexOf(": ", line.indexOf(": ") + 1)))
                .containsExactlyInAnyOrder(
                        "site.yaml:7: spec.timezone",
                        "site.yaml:9: spec.source.simulator.interval",
                        "site.yaml:12: spec.instruments[0].validRange");
    }

    @Test
    void theGoodOneIsGood() throws IOException {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsGood(Path example) {
        ManifestReading reading = new ManifestReader().read(List.of(example));

        assertThat(reading.problems()).isEmpty();
        assertThat(new ManifestChecker(new CrdCheck()).check(reading.manifests()))
                .isEmpty();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), text);
        ManifestReading reading = new ManifestReader().read(List.of(file));
        assertThat(reading.problems()).isEmpty();
        return new ManifestChecker(new CrdCheck())
                .check(reading.manifests()).stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList();
    }
}
