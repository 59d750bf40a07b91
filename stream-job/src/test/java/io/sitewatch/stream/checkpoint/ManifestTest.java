package io.sitewatch.stream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    Path temp;

    private CheckpointFolder folder;

    @BeforeEach
    void folder() {
        folder = new CheckpointFolder(temp.toString(), new SerializableConfiguration(new Configuration()));
    }

    @Test
    void aCheckpointIsGoneOnFromUnderTheSameName() {
        Manifest first = Manifest.enter(folder, "shaft", 10_000);
        assertThat(Manifest.enter(folder, "shaft", 10_000)).isEqualTo(first);
    }

    @Test
    void otherWindowsAreRefusedAndTheMendIsSaid() {
        Manifest.enter(folder, "shaft", 10_000);
        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> Manifest.enter(folder, "shaft", 60_000))
                .withMessageContaining("windows of 10000 ms")
                .withMessageContaining("windows of 60000 ms")
                .withMessageContaining("spec.stream.replay");
    }

    @Test
    void anotherSitesCheckpointIsRefused() {
        Manifest.enter(folder, "shaft", 10_000);
        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> Manifest.enter(folder, "tunnel", 10_000))
                .withMessageContaining("tunnel");
    }

    @Test
    void numbersOfFilesAreFound() {
        CheckpointFolder offsets = folder.folder("offsets");
        assertThat(offsets.highestNumber("")).isEqualTo(-1);
        for (String name : new String[] {"0", "2", "10", "10.tmp", "x"}) {
            offsets.write(name, new byte[0]);
        }
        assertThat(offsets.highestNumber("")).isEqualTo(10);
    }

    @Test
    void rulesAreFoundByTheTimeOfArrival() {
        RulesLog rules = new RulesLog(folder.folder("rules"));
        rules.add(new RulesLog.Version(0, 0, "{\"instruments\":[]}"));
        rules.add(new RulesLog.Version(1, 1000, "{\"instruments\":[]}"));
        rules.add(new RulesLog.Version(2, 2000, "{\"instruments\":[]}"));
        assertThat(rules.newest(0)).isEqualTo(2);
        assertThat(rules.versionAt(999, 2)).isZero();
        assertThat(rules.versionAt(1000, 2)).isEqualTo(1);
        assertThat(rules.versionAt(5000, 2)).isEqualTo(2);
        assertThat(rules.versionAt(5000, 1))
                .as("a version that came later does not count")
                .isEqualTo(1);
    }

    @Test
    void aVersionOnceThereStaysAsItIs() {
        RulesLog rules = new RulesLog(folder.folder("rules"));
        rules.add(new RulesLog.Version(0, 0, "{\"instruments\":[]}"));
        rules.add(new RulesLog.Version(0, 77, "{\"instruments\":[]}"));
        assertThat(rules.versionAt(1, 0)).isZero();
    }
}
