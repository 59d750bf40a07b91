package io.sitewatch.bench.stream;

import io.sitewatch.bench.stack.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with what Spark's own launcher gives it on Java 17 and later. */
final class SparkJvm {
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private SparkJvm() {}

    static List<String> command(
            RaceSettings settings, Path temporary, String classPath, List<String> properties, String... main) {
        List<String> options = new ArrayList<>(List.of(RaceSettings.COLLECTOR, "-XX:+IgnoreUnrecognizedVMOptions"));
        OPENED.forEach(name -> options.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        options.add("--add-modules=jdk.incubator.vector");
        options.add("-Dio.netty.tryReflectionSetAccessible=true");
        options.add("-Djava.io.tmpdir=" + temporary);
        options.add("-Dspark.local.dir=" + temporary);
        options.addAll(properties);
        return Child.java(settings.heap(), classPath, options, main);
    }
}
