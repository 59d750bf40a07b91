package io.sitewatch.local.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the machine has to offer.
 *
 * @param javaFeature 17, 21, …
 * @param javaHome of this JVM
 * @param javaLauncher whether child processes can be started from it
 * @param os as {@code os.name} says
 * @param architecture as {@code os.arch} says
 * @param root whether this process runs as uid 0
 * @param setpriv whether the command is on the PATH
 * @param freeDisk bytes that may be written under the state folder
 * @param freeMemory bytes that may be had without swapping, where the platform says it
 */
record Machine(
        int javaFeature,
        Path javaHome,
        boolean javaLauncher,
        String os,
        String architecture,
        boolean root,
        boolean setpriv,
        long freeDisk,
        OptionalLong freeMemory) {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    /** This machine. */
    static Machine here(Path state) {
        Path javaHome = Path.of(System.getProperty("java.home"));
        return new Machine(
                Runtime.version().feature(),
                javaHome,
                Files.isExecutable(javaHome.resolve("bin/java")),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                runsAsRoot(),
                onPath("setpriv"),
                usableSpace(state),
                availableMemory());
    }

    private static boolean runsAsRoot() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean onPath(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static long usableSpace(Path state) {
        Path folder = state.toAbsolutePath();
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            // A file system that does not say how full it is gives no reason to refuse.
            return Long.MAX_VALUE;
        }
    }

    private static OptionalLong availableMemory() {
        try {
            Matcher available = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            return available.find() ? OptionalLong.of(Long.parseLong(available.group(1)) * 1024) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
