package io.sitewatch.producer;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** A broker's process: formats its folder the first time, then runs. */
final class BrokerMain {
    private BrokerMain() {}

    /** @param args the properties file, the log folder and the cluster's id */
    public static void main(String... args) {
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            StorageTool.execute(new String[] {"format", "-t", args[2], "-c", args[0]}, System.out);
        }
        Kafka.main(new String[] {args[0]});
    }
}
