package io.sitewatch.stream.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** A folder of small files that never change once written, on whatever file system the checkpoint is. */
public final class CheckpointFolder implements Serializable {
    /** Bytes that go to the disk at once: a batch has some thirty mebibytes, and Hadoop by itself takes four kibibytes. */
    private static final int BUFFER = 65_536;

    private final String location;
    private final SerializableConfiguration configuration;

    public CheckpointFolder(String location, SerializableConfiguration configuration) {
        this.location = location;
        this.configuration = configuration;
    }

    /** The folder below this one. */
    public CheckpointFolder folder(String name) {
        return new CheckpointFolder(location + "/" + name, configuration);
    }

    public String location() {
        return location;
    }

    /** The file's bytes, or nothing when there is no such file. */
    public Optional<byte[]> read(String name) {
        try (FSDataInputStream in = files().open(path(name))) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + path(name), failure);
        }
    }

    /** What a file shall hold. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file whole or not at all. An earlier one of that name gives way. */
    public void write(String name, byte[] bytes) {
        write(name, out -> out.write(bytes));
    }

    /** Writes a file whole or not at all. An earlier one of that name gives way. */
    public void write(String name, Content content) {
        Path target = path(name);
        Path draft = path("." + name + ".draft");
        try {
            FileSystem files = files();
            files.mkdirs(target.getParent());
            try (FSDataOutputStream out = files.create(draft, true, BUFFER)) {
                content.writeTo(out);
            }
            files.delete(target, false);
            if (!files.rename(draft, target)) {
                throw new IOException("the draft could not be renamed");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + target, failure);
        }
    }

    public boolean exists(String name) {
        try {
            return files().exists(path(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot look for " + path(name), failure);
        }
    }

    public void delete(String name) {
        try {
            files().delete(path(name), false);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + path(name), failure);
        }
    }

    /** Removes the folder with all that is in it. */
    public void clear() {
        try {
            files().delete(new Path(location), true);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + location, failure);
        }
    }

    /** The highest number that is the name of a file here, behind the suffix; -1 when there is none. */
    public long highestNumber(String suffix) {
        long highest = -1;
        try {
            for (FileStatus file : files().listStatus(new Path(location))) {
                String name = file.getPath().getName();
                String number = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
                if (number.matches("[0-9]{1,18}")) {
                    highest = Math.max(highest, Long.parseLong(number));
                }
            }
            return highest;
        } catch (FileNotFoundException none) {
            return -1;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot list " + location, failure);
        }
    }

    private Path path(String name) {
        return new Path(location, name);
    }

    private FileSystem files() throws IOException {
        return LocalFiles.of(new Path(location), configuration.value());
    }
}
