package io.sitewatch.local.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Resident memory as Linux' procfs says it. */
final class ResidentMemory {

    private ResidentMemory() {}

    /**
     * Bytes, with pages that several processes share counted in shares, so that PostgreSQL's buffers count once; 0 when
     * the process is gone or the platform does not say.
     */
    static long of(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        return field(folder.resolve("smaps_rollup"), "Pss:")
                .orElseGet(() -> field(folder.resolve("status"), "VmRSS:").orElse(0));
    }

    private static OptionalLong field(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).replace("kB", "").trim())
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}
