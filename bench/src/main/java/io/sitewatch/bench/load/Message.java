package io.sitewatch.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * One message of the log.
 *
 * @param key {@code instrument/borehole_number}, as the producer writes it
 * @param value JSON, or what should have been
 * @param arrival in Kafka, milliseconds since the epoch: the record's own timestamp
 */
public record Message(String key, String value, long arrival) {

    public byte[] keyBytes() {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    public byte[] valueBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
