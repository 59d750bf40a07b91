package io.sitewatch.local.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestCheckerTest {
    private static final String SITE = """
            apiVersion: sitewatch.io/v1alpha1
            kind: MonitoringSite
            metadata:
              name: shaft
            spec:
              source:
                simulator: {}
            """;

    @TempDir
    private Path folder;

    @Test
    void takesASiteWithWhatItRefersTo() throws IOException {
        assertThat(problems(SITE + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: login}\n"))
                .isEmpty();
    }

    @Test
    void refusesAnotherKind() throws IOException {
        assertThat(problems(SITE.replace("MonitoringSite", "MonitoringSites")))
                .containsExactly(
                        "site.yaml:2: kind: Unsupported value: \"MonitoringSites\": supported values: \"MonitoringSite\""
                                + " (apiVersion sitewatch.io/v1alpha1), and \"Secret\", \"ConfigMap\", \"Namespace\""
                                + " (apiVersion v1) for what it refers to");
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        assertThat(problems(SITE.replace("v1alpha1", "v1")))
                .containsExactly("site.yaml:1: apiVersion: Unsupported value: \"sitewatch.io/v1\": supported values:"
                        + " \"sitewatch.io/v1alpha1\" for a MonitoringSite");
    }

    @Test
    void wantsKindVersionAndName() throws IOException {
        assertThat(problems("spec: {}\n"))
                .containsExactly(
                        "site.yaml:1: kind: Required value: write kind: MonitoringSite",
                        "site.yaml:1: metadata.name: Required value: give the resource a name, such as metadata: {name:"
                                + " shaft}");
        assertThat(problems("kind: MonitoringSite\nmetadata: {name: a}\n"))
                .containsExactly("site.yaml:1: apiVersion: Required value: write apiVersion: sitewatch.io/v1alpha1");
    }

    @Test
    void refusesTheSameSiteTwice() throws IOException {
        assertThat(problems(SITE + "---\n" + SITE))
                .containsExactly("site.yaml:12: metadata.name: Duplicate value: \"shaft\": the MonitoringSite of that"
                        + " name stands at site.yaml:1 already; give one of them another name");
        assertThat(problems(SITE + "---\n" + SITE.replace("name: shaft", "name: shaft\n  namespace: east")))
                .isEmpty();
        assertThat(problems(SITE + "---\n" + SITE.replace("name: shaft", "name: shaft\n  namespace: default")))
                .hasSize(1);
    }

    @Test
    void wantsASite() throws IOException {
        assertThat(problems("apiVersion: v1\nkind: Secret\nmetadata: {name: login}\n"))
                .containsExactly(
                        "site.yaml: names no MonitoringSite: add one, with apiVersion sitewatch.io/v1alpha1 and"
                                + " kind MonitoringSite");
    }

    private List<String> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), text);
        ManifestReading reading = new ManifestReader().read(List.of(file));
        List<ManifestProblem> problems = new ArrayList<>(reading.problems());
        problems.addAll(new ManifestChecker(site -> List.of()).check(reading.manifests()));
        return problems.stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
