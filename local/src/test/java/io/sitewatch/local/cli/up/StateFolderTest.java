package io.sitewatch.local.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.local.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    private Path folder;

    @Test
    void oneUpAFolder() {
        Path state = folder.resolve("state");
        assertThat(UpLock.holder(state)).isEmpty();

        try (UpLock first = UpLock.take(state)) {
            assertThat(UpLock.holder(state)).hasValueSatisfying(holder -> assertThat(holder.pid())
                    .isEqualTo(ProcessHandle.current().pid()));
            assertThatThrownBy(() -> UpLock.take(state))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("another up (process " + ProcessHandle.current().pid() + ") is using " + state
                            + ": stop it with ./sitewatch down, or give this one a folder of its own with --state DIR");
            assertThat(first).isNotNull();
        }

        assertThat(UpLock.holder(state)).isEmpty();
        UpLock.take(state).close();
    }

    @Test
    void anUpThatIsInterruptedGivesItsFolderBack() {
        UpLock lock = UpLock.take(folder);

        Thread.currentThread().interrupt();
        lock.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(UpLock.holder(folder)).isEmpty();
    }

    @Test
    void freshForgetsEverythingButTheLock() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(folder.resolve("data/kafka/0"));
        Files.writeString(folder.resolve("data/kafka/0/segment.log"), "x");
        Files.createSymbolicLink(folder.resolve("data/link"), Files.createDirectories(folder.resolve("logs/deep")));
        try (UpLock lock = UpLock.take(folder)) {
            StateReset.run(folder);
            assertThat(lock).isNotNull();
        }

        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("up.pid"));
    }

    @Test
    void freshDoesNotTouchAFolderThatNoUpHasMade() throws IOException {
        Path thesis = Files.writeString(folder.resolve("thesis.tex"), "precious");

        assertThatThrownBy(() -> StateReset.run(folder))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(folder + " holds something that no up has made");
        assertThat(thesis).exists();
    }
}
