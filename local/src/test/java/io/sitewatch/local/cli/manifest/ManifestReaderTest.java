package io.sitewatch.local.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
    @TempDir
    private Path folder;

    @Test
    void remembersTheLineOfEveryFieldOfEveryDocument() throws IOException {
        Path file = file("""
                # a site and its secret
                apiVersion: v1
                kind: Secret
                metadata:
                  name: login
                ---
                apiVersion: sitewatch.io/v1alpha1
                kind: MonitoringSite
                metadata:
                  name: shaft
                spec:
                  instruments:
                    - type: piezometer
                      limits:
                        alert:
                          above: 100
                    - {type: extensometer}
                """);

        ManifestReading reading = new ManifestReader().read(List.of(file));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.manifests())
                .extracting(manifest -> manifest.resource().getKind())
                .containsExactly("Secret", "MonitoringSite");
        Manifest site = reading.manifests().get(1);
        assertThat(site.line()).isEqualTo(7);
        assertThat(site.lineOf("metadata.name")).isEqualTo(10);
        assertThat(site.lineOf("spec.instruments[0].limits.alert.above")).isEqualTo(16);
        assertThat(site.lineOf("spec.instruments[1].type")).isEqualTo(17);
    }

    @Test
    void aFieldThatIsNotThereStandsWhereTheNearestOneAroundItDoes() throws IOException {
        Path file = file("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nspec:\n  source:\n    http: {}\n");

        Manifest manifest = new ManifestReader().read(List.of(file)).manifests().get(0);

        assertThat(manifest.lineOf("spec.source.http.baseUrl")).isEqualTo(7);
        assertThat(manifest.lineOf("status.phase")).isEqualTo(1);
    }

    @Test
    void saysTheLineOfWhatIsNoYaml() throws IOException {
        assertThat(problems("kind: MonitoringSite\nspec:\n  source: [\n"))
                .singleElement()
                .asString()
                .startsWith(folder + "/site.yaml:4: is not valid YAML: ");
        assertThat(problems("kind: MonitoringSite\nspec:\n\tsource: {}\n"))
                .singleElement()
                .asString()
                .startsWith(folder + "/site.yaml:3: is not valid YAML: ");
        assertThat(problems("kind: MonitoringSite\nkind: Secret\n"))
                .singleElement()
                .asString()
                .startsWith(folder + "/site.yaml:2: is not valid YAML: ")
                .contains("kind");
    }

    @Test
    void saysWhatIsNoResource() throws IOException {
        assertThat(problems("- a\n- b\n"))
                .containsExactly(folder
                        + "/site.yaml:1: is no Kubernetes resource: it must begin with apiVersion, kind and metadata");
        assertThat(problems("kind: MonitoringSite\nmetadata: shaft\n"))
                .singleElement()
                .asString()
                .startsWith(folder + "/site.yaml:1: has apiVersion, kind or metadata in a wrong form: ");
        assertThat(problems("# nothing yet\n"))
                .containsExactly(folder + "/site.yaml: is empty: write a MonitoringSite into it");
    }

    @Test
    void saysWhatIsNoFileAndReadsTheOthers() throws IOException {
        Path good = file("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n");

        ManifestReading reading = new ManifestReader().read(List.of(folder.resolve("none.yaml"), folder, good));

        assertThat(reading.manifests()).hasSize(1);
        assertThat(reading.problems())
                .extracting(ManifestProblem::toString)
                .containsExactly(
                        folder + "/none.yaml: there is no such file",
                        folder + ": is a folder: name the manifest files in it");
    }

    private List<String> problems(String text) throws IOException {
        return new ManifestReader()
                .read(List.of(file(text))).problems().stream()
                        .map(ManifestProblem::toString)
                        .toList();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("site.yaml"), text);
    }
}
