package io.sitewatch.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when figures were taken: without it they say little.
 *
 * @param load1 the load average of the last minute before the run: over the cores, somebody else was at work too
 */
public record Machine(String when, String cpu, int cores, long memoryGiB, String os, String jdk, double load1) {

    public static Machine now() {
        OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                processor(),
                os.getAvailableProcessors(),
                os.getTotalMemorySize() >> 30,
                os.getName() + " " + os.getVersion(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                os.getSystemLoadAverage());
    }

    /** One line for people. */
    public String text() {
        return "%s, %d cores, %d GiB, %s, %s; load before the run %.1f; %s"
                .formatted(cpu, cores, memoryGiB, os, jdk, load1, when);
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown CPU");
        } catch (IOException e) {
            return "unknown CPU";
        }
    }
}
