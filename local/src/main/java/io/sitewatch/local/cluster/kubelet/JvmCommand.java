package io.sitewatch.local.cluster.kubelet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of small JVMs: serial collector, first compiler only, names from the cluster's hosts file. */
public final class JvmCommand {
    private JvmCommand() {}

    /** The java of the JDK that the launcher runs on. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A service that mostly waits: quick to start and small. */
    public static List<String> service(long heapMebibytes, Path hosts, Path jar, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.net.hosts.file=" + hosts,
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        return command;
    }
}
