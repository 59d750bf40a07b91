package io.sitewatch.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A root file system with a Java runtime and the libraries that it needs, and nothing else: not even a shell. */
final class SmallRoot {
    private static final String MODULES = "java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.management,jdk.net";

    private SmallRoot() {}

    static Path make(Path folder) throws IOException {
        Path runtime = folder.resolve("opt/java/openjdk");
        Files.createDirectories(runtime.getParent());
        Shell.run(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                runtime.toString());
        for (String library : libraries(runtime)) {
            Path to = folder.resolve(library.substring(1));
            Files.createDirectories(to.getParent());
            Files.copy(Path.of(library), to);
        }
        for (String mount : Set.of("proc", "dev", "tmp")) {
            Files.createDirectories(folder.resolve(mount));
        }
        return folder;
    }

    private static Set<String> libraries(Path runtime) throws IOException {
        Set<String> libraries = new TreeSet<>();
        try (Stream<Path> files = Files.walk(runtime)) {
            for (Path file : files.filter(
                            file -> file.toString().endsWith(".so") || file.endsWith(Path.of("bin", "java")))
                    .toList()) {
                libraries.addAll(Pattern.compile("(/\\S+) \\(0x")
                        .matcher(Shell.outcome("ldd", file.toString()).said())
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .filter(library -> !library.startsWith(runtime.toString()))
                        .collect(Collectors.toSet()));
            }
        }
        return libraries;
    }
}
