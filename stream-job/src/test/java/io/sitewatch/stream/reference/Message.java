package io.sitewatch.stream.reference;

import java.nio.charset.StandardCharsets;

/** A message as it stands in the log. */
public record Message(int partition, long offset, long arrival, byte[] value) {
    public static Message of(int partition, long offset, long arrival, String value) {
        return new Message(partition, offset, arrival, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return partition + "/" + offset + " at " + arrival + ": " + new String(value, StandardCharsets.UTF_8);
    }
}
