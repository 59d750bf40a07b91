package io.sitewatch.local.cluster;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes one record, in a process of its own: the broker advertises a name that only a JVM with the cluster's hosts file can
 * resolve. Arguments: client properties, topic, value. Prints the class of the error when there is one.
 */
final class TlsWriter {
    private TlsWriter() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
            settings.load(in);
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(arguments[1], "BH-1", arguments[2]))
                    .get(30, TimeUnit.SECONDS);
            System.out.println("WRITTEN");
        } catch (ExecutionException e) {
            System.out.println("FAILED " + e.getCause().getClass().getSimpleName());
        }
    }
}
