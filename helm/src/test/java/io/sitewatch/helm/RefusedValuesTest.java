package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in the values is refused by Helm, with the value's name, before anything reaches a cluster. */
class RefusedValuesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replica: 2                                    | replica",
                "replicas: two                                 | replicas",
                "replicas: -1                                  | replicas",
                "image: {registry: 'https://ghcr.io/sitewatch'} | registry",
                "image: {registry: ''}                         | registry",
                "image: {tag: 'a tag'}                         | tag",
                "image: {pullPolicy: Sometimes}                | pullPolicy",
                "watch: {namespaces: north}                    | namespaces",
                "watch: {namespaces: [North]}                  | namespaces",
                "watch: {namespaces: [north, north]}           | namespaces",
                "operator: {resync: 10}                        | resync",
                "operator: {resync: 'ten minutes'}             | resync",
                "operator: {reconcilers: 0}                    | reconcilers",
                "operator: {logLevel: Verbose}                 | logLevel",
                "operator: {progress: {notableLag: 0.5}}       | notableLag",
                "networkPolicy: {apiServerPorts: []}           | apiServerPorts",
                "serviceMonitor: {interval: often}             | interval",
                "podLabels: {zone: 1}                          | zone",
                "fullnameOverride: Sitewatch                   | fullnameOverride",
                "fullnameOverride: '0815'                      | fullnameOverride",
                "nameOverride: Site_Watch                      | nameOverride",
                "sites: {imagePullSecrets: [mirror]}           | imagePullSecrets",
                "sites: {imagePullSecrets: [{name: ''}]}       | name",
                "operator: {informersGrace: 2}                 | informersGrace",
                "operator: null                                | operator",
                "image: {registry: null}                       | registry",
                "resources: {limits: {memory: 512MB}}          | memory",
                "affinity: {nodes: {}}                         | nodes",
            })
    void areRefused(String yaml, String named) throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), yaml.strip() + "\n");
        assertThatThrownBy(() -> Chart.text(new Values("refused", file, "sitewatch", "sitewatch-system")))
                .hasMessageContaining(named);
    }
}
