package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One {@code up} a state folder: a locked file that names the process, so that {@code down} finds it. */
public final class UpLock implements AutoCloseable {
    /** Its file; {@code --fresh} leaves it in place. */
    static final String FILE = "up.pid";

    private final FileChannel channel;

    private UpLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder for this process.
     *
     * @throws CommandException naming the process that has it
     */
    static UpLock take(Path state) {
        try {
            Files.createDirectories(state);
            FileChannel channel = open(state.resolve(FILE));
            if (!lock(channel)) {
                String other = read(channel);
                channel.close();
                throw new CommandException(
                        Exit.FAILED,
                        "another up (process " + other + ") is using " + state
                                + ": stop it with ./sitewatch down, or give this one a folder of its own with --state DIR");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(false);
            return new UpLock(channel);
        } catch (IOException e) {
            throw new CommandException(
                    Exit.FAILED,
                    "cannot write to the state folder " + state + ": " + e + "; choose another with --state DIR",
                    e);
        }
    }

    /** The process that uses the folder, when one does. */
    public static Optional<ProcessHandle> holder(Path state) {
        Path file = state.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = open(file)) {
            // Closing the channel gives the lock back.
            if (lock(channel)) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(read(channel)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (ClosedByInterruptException closed) {
            // Ctrl-C interrupts the thread that stops; the channel is closed by that, and the lock given back.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
