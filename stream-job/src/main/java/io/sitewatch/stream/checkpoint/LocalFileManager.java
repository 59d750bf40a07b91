package io.sitewatch.stream.checkpoint;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager;

/**
 * Spark's own checkpoint files on a disk, written without a process for each. The manager that Spark takes of its own accord
 * starts one ({@code readlink}) for each file that it renames, this one's parent one ({@code chmod}) for each that it creates.
 */
public final class LocalFileManager extends FileSystemBasedCheckpointFileManager {
    private final FileSystem files;

    /** As Spark makes it, by reflection. */
    public LocalFileManager(Path path, Configuration configuration) throws IOException {
        super(path, configuration);
        files = LocalFiles.of(path, configuration);
    }

    @Override
    public FileSystem fs() {
        return files;
    }
}
