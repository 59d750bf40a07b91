package io.sitewatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSetupTest {
    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/sitewatch/checkpoint", "file:///checkpoint", "checkpoint"})
    void aPathIsOnADisk(String checkpoint) {
        assertThat(SparkSetup.isOnADisk(checkpoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://bucket/shaft",
                "abfss://checkpoints@account.dfs.core.windows.net/shaft",
                "hdfs://name-node:8020/shaft"
            })
    void aUrlOfAnotherFileSystemIsNot(String checkpoint) {
        assertThat(SparkSetup.isOnADisk(checkpoint)).isFalse();
    }
}
