package io.sitewatch.batchview.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {
    @TempDir
    Path folder;

    @Test
    void aChangeIsSeenWithoutARestart() throws IOException {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "{\"instruments\":[{\"type\":\"piezometer\",\"staleAfter\":\"1h\"}]}");
        RulesFile rules = new RulesFile(file);
        assertThat(rules.current().instruments()).hasSize(1);

        Files.writeString(file, "{\"instruments\":[]}");

        assertThat(rules.current().instruments()).isEmpty();
    }

    @Test
    void aBrokenFileLeavesTheRulesAndIsSaid() throws IOException {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "{\"instruments\":[{\"type\":\"piezometer\"}]}");
        RulesFile rules = new RulesFile(file);
        rules.current();

        Files.writeString(file, "{\"instruments\":[");

        assertThat(rules.current().instruments()).hasSize(1);
        assertThat(rules.problem())
                .hasValueSatisfying(words -> assertThat(words).contains("rules.json"));
    }

    @Test
    void aFileThatIsNotThereYetHasNoRules() {
        RulesFile rules = new RulesFile(folder.resolve("later.json"));

        assertThat(rules.current().instruments()).isEmpty();
        assertThat(rules.problem()).isPresent();
    }
}
