package io.sitewatch.local.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void aLog() {
        file = folder.resolve("operator.log");
    }

    @Test
    void goesOnWithWhatIsAddedLineByLine() throws IOException {
        Files.writeString(file, "one\ntwo\nthr");
        LogTail tail = new LogTail(file);

        assertThat(tail.last(10)).containsExactly("one", "two");
        assertThat(tail.more()).isEmpty();
        Files.writeString(file, "ee\nvierßig\n", StandardOpenOption.APPEND);
        assertThat(tail.more()).containsExactly("three", "vierßig");
    }

    @Test
    void findsTheLastLinesOfALongFile() throws IOException {
        Files.writeString(
                file,
                IntStream.range(0, 40_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n", "", "\n")));

        assertThat(new LogTail(file).last(2)).containsExactly("line 39998", "line 39999");
        assertThat(new LogTail(file).last(100_000)).hasSize(40_000);
    }

    @Test
    void aFileThatWasBegunAnewIsReadFromItsStart() throws IOException {
        Files.writeString(file, "the first run\n");
        LogTail tail = new LogTail(file);
        tail.last(10);

        Files.delete(file);
        assertThat(tail.more()).isEmpty();
        Files.writeString(file, "second\n");
        assertThat(tail.more()).containsExactly("second");
    }
}
