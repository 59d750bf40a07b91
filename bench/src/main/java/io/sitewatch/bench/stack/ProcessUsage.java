package io.sitewatch.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What Linux says a process uses, from {@code /proc}.
 *
 * @param residentBytes now
 * @param peakResidentBytes the most since it started
 * @param cpu time on all cores since it started
 */
public record ProcessUsage(long residentBytes, long peakResidentBytes, Duration cpu) {
    /** Ticks of {@code /proc/pid/stat}; fixed at 100 on every Linux that a JVM runs on. */
    private static final long MILLIS_PER_TICK = 10;

    static ProcessUsage of(long pid) {
        try {
            Path process = Path.of("/proc", Long.toString(pid));
            long resident = 0;
            long peak = 0;
            for (String line : Files.readAllLines(process.resolve("status"))) {
                if (line.startsWith("VmRSS:")) {
                    resident = kilobytes(line);
                } else if (line.startsWith("VmHWM:")) {
                    peak = kilobytes(line);
                }
            }
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return new ProcessUsage(resident, peak, Duration.ofMillis(ticks * MILLIS_PER_TICK));
        } catch (IOException e) {
            throw new UncheckedIOException("no /proc of process " + pid, e);
        }
    }

    /** The same of a process that may just have ended. */
    static Optional<ProcessUsage> ifAlive(long pid) {
        try {
            return Optional.of(of(pid));
        } catch (UncheckedIOException ended) {
            return Optional.empty();
        }
    }

    ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(
                residentBytes + other.residentBytes, peakResidentBytes + other.peakResidentBytes, cpu.plus(other.cpu));
    }

    /** CPU time of the process and of the children that it has waited for. */
    static Duration cpuWithChildren(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Duration.ofMillis(ticks * MILLIS_PER_TICK);
        } catch (IOException justEnded) {
            return Duration.ZERO;
        }
    }

    /** Its memory, pages shared with others counted in part; 0 when it has just ended. */
    static long proportionalBytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(ProcessUsage::kilobytes)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
