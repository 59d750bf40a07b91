package io.sitewatch.stream.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A disk of its own below a folder, that can be filled to the last byte: a tmpfs, which only root may mount. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Thread lastResort = new Thread(this::unmount);

    private SmallDisk(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** The disk, or nothing where this user may not mount one. */
    public static Optional<SmallDisk> mount(Path folder, long mebibytes) throws IOException {
        Files.createDirectories(folder);
        boolean isMounted =
                succeeds(List.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()));
        return isMounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    /** Takes all the room that is left. */
    public void fill() throws IOException {
        try (FileChannel ballast = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int chunk = 1 << 20; chunk >= 1; chunk >>= 10) {
                fill(ballast, ByteBuffer.allocate(chunk));
            }
        }
    }

    /** Gives the room back. */
    public void empty() throws IOException {
        Files.deleteIfExists(ballast());
    }

    @Override
    public void close() {
        unmount();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private static void fill(FileChannel ballast, ByteBuffer chunk) {
        try {
            while (true) {
                ballast.write(chunk.clear());
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private void unmount() {
        try {
            succeeds(List.of("umount", "--lazy", folder.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean succeeds(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
