package io.sitewatch.stream.support;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker's process: formats its folder the first time, then runs. Kafka's server is not on the tests' own class path. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: the properties file, the log folder, the cluster's id. */
    public static void main(String[] arguments) throws Exception {
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            Method format = Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, java.io.PrintStream.class);
            format.invoke(
                    null,
                    new String[] {"format", "-t", arguments[2], "-c", arguments[0], "--ignore-formatted"},
                    System.out);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                new String[] {arguments[0]});
    }
}
