package io.sitewatch.local.cluster.strimzi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker's data folder, formatted once; the cluster's id is in it. */
final class BrokerStorage {
    private BrokerStorage() {}

    /** Formats the folder unless it is, and says the id of the cluster that it belongs to. */
    static String format(Path data) throws IOException {
        Path meta = data.resolve("meta.properties");
        if (!Files.exists(meta)) {
            Files.createDirectories(data);
            Formatter formatter = new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(ServerProperties.NODE_ID)
                    .setControllerListenerName(ServerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION);
            try {
                formatter.run();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("cannot format " + data + " for Kafka", e);
            }
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(meta)) {
            properties.load(in);
        }
        return properties.getProperty("cluster.id");
    }

    /** As a Kafka status has it. */
    static String metadataVersion() {
        return MetadataVersion.LATEST_PRODUCTION.version();
    }
}
