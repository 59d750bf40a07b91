package io.sitewatch.local.cluster.runtime;

import io.sitewatch.local.cluster.LaptopException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks PostgreSQL and Elasticsearch; a second launcher, at the same time or later, finds them unpacked. */
public final class Unpacked {
    private static final String POSTGRES = "postgres-linux-x86_64.txz";
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

    private final Path folder;

    /** Unpacks to and, for Elasticsearch, from that folder. */
    public Unpacked(Path folder) {
        this.folder = folder;
    }

    /** PostgreSQL's installation, with {@code bin}, {@code lib} and {@code share}. */
    public Path postgres() throws IOException {
        return once("postgres", target -> {
            InputStream archive = Unpacked.class.getResourceAsStream("/" + POSTGRES);
            if (archive == null) {
                throw new LaptopException("there is no PostgreSQL for this machine's system and processor: the laptop"
                        + " cluster has it for Linux on x86-64");
            }
            try (ArchiveInputStream<?> entries =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
                unpack(entries, target, "");
            }
        });
    }

    /** Elasticsearch's home, with {@code bin}, {@code lib} and {@code modules}. */
    public Path elasticsearch() throws IOException {
        Path archive = archive("elasticsearch-", ".zip");
        String version = archive.getFileName().toString().replace(".zip", "");
        return once(version, target -> {
            try (ArchiveInputStream<?> entries =
                    new ZipArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
                unpack(entries, target, version + "/");
            }
            try (var programs = Files.list(target.resolve("bin"))) {
                for (Path program : programs.toList()) {
                    Files.setPosixFilePermissions(program, PROGRAM);
                }
            }
        });
    }

    /** The version of the Elasticsearch that is there. */
    public String elasticsearchVersion() throws IOException {
        return archive("elasticsearch-", ".zip")
                .getFileName()
                .toString()
                .replace("elasticsearch-", "")
                .replace(".zip", "");
    }

    private Path archive(String prefix, String suffix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow(() -> new LaptopException("there is no " + prefix + "*" + suffix + " in " + folder
                            + ": build it with mvn -B -DskipTests package"));
        }
    }

    private interface Unpacking {
        void to(Path target) throws IOException;
    }

    private Path once(String name, Unpacking unpacking) throws IOException {
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        synchronized (Unpacked.class) {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !Files.isDirectory(target)) {
                    Path draft = Files.createTempDirectory(folder, name);
                    Files.setPosixFilePermissions(draft, PROGRAM);
                    unpacking.to(draft);
                    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return target;
    }

    private static void unpack(ArchiveInputStream<?> entries, Path target, String stripped) throws IOException {
        ArchiveEntry entry;
        while ((entry = entries.getNextEntry()) != null) {
            String name = entry.getName().startsWith(stripped)
                    ? entry.getName().substring(stripped.length())
                    : entry.getName();
            Path path = target.resolve(name).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("the archive leaves its folder with " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry instanceof TarArchiveEntry tar && tar.isSymbolicLink()) {
                Files.createDirectories(path.getParent());
                Files.createSymbolicLink(path, Path.of(tar.getLinkName()));
            } else {
                Files.createDirectories(path.getParent());
                Files.copy(entries, path);
                Files.setPosixFilePermissions(path, executable(entry) ? PROGRAM : FILE);
            }
        }
    }

    private static boolean executable(ArchiveEntry entry) {
        if (entry instanceof TarArchiveEntry tar) {
            return (tar.getMode() & 0100) != 0;
        }
        return entry instanceof ZipArchiveEntry zip && (zip.getUnixMode() & 0100) != 0;
    }
}
