package io.sitewatch.stream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    private static final byte[] CONTENT = "v1\n{}".getBytes(StandardCharsets.UTF_8);

    private final Configuration configuration = new Configuration();

    @TempDir
    Path temp;

    @Test
    void sparksOwnFilesAreWrittenWithoutAProcess() throws Exception {
        CheckpointFileManager manager = new LocalFileManager(hadoop(temp), configuration);

        assertThat(processesOf(() -> write(manager, "0"))).isEmpty();
        assertThat(temp.resolve("0")).hasBinaryContent(CONTENT);
        assertThat(manager.isLocal()).isTrue();
    }

    /** Where this fails, {@link LocalFiles} has nothing to spare any more and can go. */
    @Test
    void hadoopByItselfStartsOneForTheFileAndOneForItsChecksum() throws Exception {
        CheckpointFileManager manager = new FileSystemBasedCheckpointFileManager(hadoop(temp), configuration);

        assertThat(processesOf(() -> write(manager, "0"))).hasSize(2).allSatisfy(command -> assertThat(command)
                .startsWith("chmod"));
    }

    @Test
    void oursAreWrittenWithoutAProcess() throws Exception {
        CheckpointFolder folder =
                new CheckpointFolder(temp.resolve("batches").toString(), new SerializableConfiguration(configuration));

        assertThat(processesOf(() -> folder.write("0.batch", CONTENT))).isEmpty();
        assertThat(folder.read("0.batch")).contains(CONTENT);
    }

    @Test
    void filesAndFoldersHaveTheModesThatHadoopGivesThem() throws Exception {
        configuration.set("fs.permissions.umask-mode", "027");
        CheckpointFileManager manager = new LocalFileManager(hadoop(temp), configuration);
        manager.mkdirs(hadoop(temp.resolve("offsets")));
        write(manager, "offsets/0");

        assertThat(mode("offsets")).isEqualTo("rwxr-x---");
        assertThat(mode("offsets/0")).isEqualTo("rw-r-----");
    }

    @Test
    void aBitThatTheDiskLostIsStillFound() throws Exception {
        CheckpointFileManager manager = new LocalFileManager(hadoop(temp), configuration);
        write(manager, "0");
        Files.write(temp.resolve("0"), new byte[] {'w'}, StandardOpenOption.WRITE);

        assertThatExceptionOfType(ChecksumException.class).isThrownBy(() -> {
            try (FSDataInputStream in = manager.open(hadoop(temp.resolve("0")))) {
                in.readAllBytes();
            }
        });
    }

    @Test
    void otherFileSystemsStayAsTheyAre() throws Exception {
        configuration.setClass("fs.other.impl", RawLocalFileSystem.class, FileSystem.class);
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("other:///checkpoint");
        FileSystem other = path.getFileSystem(configuration);

        assertThat(LocalFiles.of(path, configuration)).isSameAs(other);
    }

    private void write(CheckpointFileManager manager, String name) throws IOException {
        try (FSDataOutputStream out = manager.createAtomic(hadoop(temp.resolve(name)), false)) {
            out.write(CONTENT);
        }
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(name)));
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private interface Work {
        void run() throws Exception;
    }

    /** The commands that this thread starts in that time, as the JVM's own recorder sees them. */
    private List<String> processesOf(Work work) throws Exception {
        Path seen = temp.resolve("seen.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            work.run();
            recording.stop();
            recording.dump(seen);
        }
        return RecordingFile.readAllEvents(seen).stream()
                .filter(event -> event.getThread().getJavaThreadId()
                        == Thread.currentThread().getId())
                .map(event -> event.getString("command"))
                .toList();
    }
}
