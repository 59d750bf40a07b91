package io.sitewatch.local.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Which processes are ours: one file a process, named by its id and holding when it started, so that an id that the
 * system has given to somebody else since is never mistaken for ours.
 */
public final class Ledger {
    private final Path folder;

    public Ledger(Path folder) {
        this.folder = folder;
    }

    void record(ProcessHandle process, String what) {
        try {
            Files.createDirectories(folder);
            Files.writeString(entry(process.pid()), startOf(process).orElse("") + "\n" + what + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record process " + process.pid() + " in " + folder, e);
        }
    }

    void forget(long pid) {
        try {
            Files.deleteIfExists(entry(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget process " + pid + " in " + folder, e);
        }
    }

    /**
     * Ends what a launcher that was killed has left running, and forgets it.
     *
     * @return what was ended, for people
     */
    public List<String> endOrphans() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> entries;
        try (Stream<Path> files = Files.list(folder)) {
            entries = files.toList();
        }
        List<String> ended = new ArrayList<>();
        for (Path file : entries) {
            List<String> lines = Files.readAllLines(file);
            Optional<ProcessHandle> orphan = orphan(file.getFileName().toString(), lines.isEmpty() ? "" : lines.get(0));
            if (orphan.isPresent()) {
                end(orphan.get());
                ended.add((lines.size() > 1 ? lines.get(1) : "process") + " (pid "
                        + orphan.get().pid() + ")");
            }
            Files.deleteIfExists(file);
        }
        return ended;
    }

    private static Optional<ProcessHandle> orphan(String pid, String start) {
        try {
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> !start.isEmpty() && startOf(process).equals(Optional.of(start)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroy();
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private static Optional<String> startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString);
    }

    private Path entry(long pid) {
        return folder.resolve(Long.toString(pid));
    }
}
