package io.sitewatch.local.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {
    private final Mounts mounts = new Mounts(Map.of(
            "/etc/sitewatch", Path.of("/state/config"),
            "/etc/sitewatch/kafka-ca", Path.of("/state/ca"),
            "/var/checkpoint/", Path.of("/state/checkpoint")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/sitewatch/rules.json | /state/config/rules.json",
                "/etc/sitewatch/kafka-ca/ca.crt | /state/ca/ca.crt",
                "/etc/sitewatch | /state/config",
                "file:///var/checkpoint/a | file:///state/checkpoint/a",
                "-Dca=/etc/sitewatch/kafka-ca/ca.crt -Dx=1 | -Dca=/state/ca/ca.crt -Dx=1",
                "/etc/sitewatch,/var/checkpoint | /state/config,/state/checkpoint",
                "/etc/sitewatch-other/file | /etc/sitewatch-other/file",
                "/mnt/etc/sitewatch/file | /mnt/etc/sitewatch/file",
                "https://example.org/etc/sitewatch | https://example.org/etc/sitewatch",
                "s3a://bucket/var/checkpoint | s3a://bucket/var/checkpoint"
            })
    void replacesMountedPathsAndNothingElse(String text, String expected) {
        assertThat(mounts.rewrite(text)).isEqualTo(expected);
    }
}
