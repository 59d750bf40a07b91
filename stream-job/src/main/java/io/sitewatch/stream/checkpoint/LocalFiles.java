package io.sitewatch.stream.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk, or a mounted volume, as Hadoop has it, but for one thing: without its native library, which neither Spark's
 * image nor its jars have, Hadoop starts a process ({@code chmod}) for each file that it creates and one more for the file's
 * checksum. There were sixteen in each batch of the stream.
 */
final class LocalFiles extends LocalFileSystem {
    private LocalFiles() {
        super(new Raw());
    }

    /** The file system that has the path: this one if it is local, else Hadoop's. */
    static FileSystem of(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        if (!(files instanceof LocalFileSystem)) {
            return files;
        }
        LocalFiles local = new LocalFiles();
        local.initialize(FsConstants.LOCAL_FS_URI, configuration);
        return local;
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            String symbols = permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL;
            Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols));
        }
    }
}
