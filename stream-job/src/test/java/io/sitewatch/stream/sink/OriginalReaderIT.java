package io.sitewatch.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.RejectReason;
import io.sitewatch.readings.Topics;
import io.sitewatch.stream.source.Rejection;
import io.sitewatch.stream.support.Broker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalReaderIT {
    /** A batch that had waited for a view for longer than the log is kept was tried again and again. */
    @Test
    void whatTheLogNoLongerHasIsGoneAndTheRestIsThere(@TempDir Path folder) throws Exception {
        try (Broker broker = new Broker(folder)) {
            broker.createTopic(Topics.MONITORING, 1);
            send(broker, "first", "second", "third");
            try (Admin admin = Admin.create(broker.client())) {
                TopicPartition place = new TopicPartition(Topics.MONITORING, 0);
                admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(1)))
                        .all()
                        .get();
            }
            try (OriginalReader reader = new OriginalReader(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                assertThat(reader.read(rejectionAt(2))).asString().isEqualTo("third");
                assertThat(reader.read(rejectionAt(0))).isNull();
                assertThat(reader.read(rejectionAt(1))).asString().isEqualTo("second");
                assertThat(reader.read(rejectionAt(2))).asString().isEqualTo("third");
            }
        }
    }

    private static void send(Broker broker, String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String value : values) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(Topics.MONITORING, bytes)).get();
            }
        }
    }

    private static Rejection rejectionAt(long offset) {
        return new Rejection(RejectReason.UNPARSEABLE, "no JSON object", 0, offset, 0, 0, 0, 0, null);
    }
}
