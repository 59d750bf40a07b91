package io.sitewatch.local.cluster.spark;

import io.sitewatch.local.cluster.kubelet.JvmCommand;
import io.sitewatch.local.cluster.kubelet.Mounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command line and the properties of a driver in local mode. */
final class DriverCommand {
    private static final Pattern MEMORY = Pattern.compile("([0-9]+)([kmgt]?)b?");
    private static final long DEFAULT_MEBIBYTES = 1024;

    /** What only a cluster manager understands. */
    private static final List<String> NOT_LOCAL =
            List.of("spark.kubernetes.", "spark.dynamicAllocation.", "spark.master", "spark.submit.");

    /** Options of the JVM, in Spark's order: of two that contradict each other, the JVM takes the later. */
    private static final List<String> JAVA_OPTIONS =
            List.of("spark.driver.defaultJavaOptions", "spark.driver.extraJavaOptions");

    /** The doors into the JDK that Spark needs opened since Java 17; its own launcher opens the same. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    private DriverCommand() {}

    /**
     * The whole command line; secrets are in the environment, and the configuration in a file.
     *
     * @param jars Spark's own
     * @param jar the application's
     */
    static List<String> of(
            DriverSpec spec,
            Mounts mounts,
            List<String> arguments,
            int cores,
            Path hosts,
            Path jars,
            Path jar,
            Path properties) {
        List<String> command = new ArrayList<>(List.of(
                JvmCommand.java(),
                "-Xmx" + heapMebibytes(spec.conf().get("spark.driver.memory")) + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.net.hosts.file=" + hosts));
        OPENED.forEach(door -> command.add("--add-opens=" + door + "=ALL-UNNAMED"));
        for (String options : JAVA_OPTIONS) {
            Arrays.stream(spec.conf().getOrDefault(options, "").trim().split("\\s+"))
                    .filter(option -> !option.isEmpty())
                    .map(mounts::rewrite)
                    .forEach(command::add);
        }
        command.addAll(List.of(
                "-cp",
                jars + "/*",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local[" + cores + "]",
                "--properties-file",
                properties.toString(),
                "--name",
                spec.name(),
                "--class",
                spec.mainClass(),
                jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The configuration, without what needs a cluster manager, with the driver on its service's address. */
    static Map<String, String> properties(DriverSpec spec, Mounts mounts, String address, Path temporary) {
        Map<String, String> properties = new LinkedHashMap<>();
        // Nobody looks at it, and it takes a port on every interface.
        properties.put("spark.ui.enabled", "false");
        spec.conf().forEach((key, value) -> {
            if (NOT_LOCAL.stream().noneMatch(key::startsWith) && !JAVA_OPTIONS.contains(key)) {
                properties.put(key, mounts.rewrite(value));
            }
        });
        properties.put("spark.driver.host", address);
        properties.put("spark.driver.bindAddress", address);
        properties.put("spark.local.dir", temporary.toString());
        return properties;
    }

    static String render(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** As many threads as the executors would have, but no more than the machine has. */
    static int cores(Map<String, String> conf, int processors) {
        long executors = number(conf.get("spark.executor.instances"), 1);
        long each = number(conf.get("spark.executor.cores"), 1);
        return (int) Math.max(1, Math.min(processors, executors * each));
    }

    static long heapMebibytes(String memory) {
        Matcher form = MEMORY.matcher(memory == null ? "" : memory.trim().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return DEFAULT_MEBIBYTES;
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "k" -> Math.max(1, amount / 1024);
            case "g" -> amount * 1024;
            case "t" -> amount * 1024 * 1024;
            // Spark reads a number without a unit as mebibytes.
            default -> amount;
        };
    }

    private static long number(String text, long otherwise) {
        return text != null && text.matches("[0-9]{1,6}") ? Long.parseLong(text) : otherwise;
    }
}
