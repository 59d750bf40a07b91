package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Forgets what earlier runs left in a state folder. */
final class StateReset {
    private StateReset() {}

    /**
     * Deletes everything in the folder but the lock.
     *
     * @throws CommandException when the folder holds something else, so that a mistyped {@code --state} destroys nothing
     */
    static void run(Path state) {
        boolean ours = Files.exists(state.resolve("kubeconfig")) || Files.isDirectory(state.resolve("logs"));
        try (var entries = Files.list(state)) {
            boolean empty = entries.allMatch(entry -> entry.endsWith(UpLock.FILE));
            if (empty) {
                return;
            }
            if (!ours) {
                throw new CommandException(
                        Exit.REFUSED,
                        state
                                + " holds something that no up has made, and --fresh would delete it: name another folder with --state DIR");
            }
            Files.walkFileTree(state, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!file.equals(state.resolve(UpLock.FILE))) {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    if (!folder.equals(state)) {
                        Files.delete(folder);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new CommandException(Exit.FAILED, "cannot empty the state folder " + state + ": " + e, e);
        }
    }
}
