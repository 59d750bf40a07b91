package io.sitewatch.kube.store;

import io.sitewatch.kube.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One JSON file an object: {@code <dir>/<group>/<plural>/<namespace>/<name>.json}. Each file is written whole and moved into place, so a
 * crash leaves the old state or the new one. The counter is reserved ahead in blocks, so that it never goes back after a crash.
 */
public final class DirectoryPersistence implements Persistence {
    private static final long RESERVED = 1_000;
    private static final String CORE = "core";
    private static final String CLUSTER_WIDE = "_";
    private static final String SUFFIX = ".json";

    private final Path objects;
    private final Path counter;
    private long reserved;

    public DirectoryPersistence(Path directory) {
        this.objects = directory.resolve("objects");
        this.counter = directory.resolve("revision");
    }

    @Override
    public Content load() {
        try {
            Files.createDirectories(objects);
            List<Stored> found = new ArrayList<>();
            try (Stream<Path> files = Files.walk(objects)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                    found.add(Stored.of(storage(file), Json.readOwn(Files.readAllBytes(file))));
                }
            }
            long newest = found.stream().mapToLong(Stored::revision).max().orElse(0);
            long revision = Math.max(newest, readCounter());
            reserve(revision);
            return new Content(found, revision);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public void save(Stored stored) {
        try {
            if (stored.revision() > reserved) {
                reserve(stored.revision());
            }
            Path file = file(stored);
            Files.createDirectories(file.getParent());
            writeWhole(file, stored.json());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public void remove(Stored stored, long revision) {
        try {
            if (revision > reserved) {
                reserve(revision);
            }
            Files.deleteIfExists(file(stored));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public void close(long revision) {
        try {
            writeCounter(revision);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path file(Stored stored) {
        int slash = stored.storage().indexOf('/');
        String group = stored.storage().substring(0, slash);
        return objects.resolve(group.isEmpty() ? CORE : group)
                .resolve(stored.storage().substring(slash + 1))
                .resolve(stored.namespace().isEmpty() ? CLUSTER_WIDE : stored.namespace())
                .resolve(stored.name() + SUFFIX);
    }

    private String storage(Path file) {
        Path relative = objects.relativize(file);
        String group = relative.getName(0).toString();
        return (CORE.equals(group) ? "" : group) + "/" + relative.getName(1);
    }

    private void reserve(long revision) throws IOException {
        reserved = revision + RESERVED;
        writeCounter(reserved);
    }

    private void writeCounter(long value) throws IOException {
        writeWhole(counter, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    private long readCounter() throws IOException {
        try {
            return Long.parseLong(Files.readString(counter).trim());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static void writeWhole(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private UncheckedIOException unusable(IOException e) {
        return new UncheckedIOException(
                "the state directory " + objects.getParent() + " cannot be used: " + e.getMessage(), e);
    }
}
