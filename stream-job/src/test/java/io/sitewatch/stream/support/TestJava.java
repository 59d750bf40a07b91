package io.sitewatch.stream.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of child JVMs, and where the build put what they run. */
final class TestJava {
    static final Path TARGET =
            Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath();

    private TestJava() {}

    static String binary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> command(String heap, String classPath, String... more) {
        List<String> command = new ArrayList<>(List.of(binary(), "-Xmx" + heap, "-XX:+UseSerialGC", "-cp", classPath));
        command.addAll(List.of(more));
        return command;
    }
}
