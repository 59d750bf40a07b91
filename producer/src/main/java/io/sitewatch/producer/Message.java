package io.sitewatch.producer;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One record for the log.
 *
 * @param receivedAt when its answer came; the record's own time, by which lateness is judged
 * @param cutFrom how many bytes there were, when the value is not all of them
 */
record Message(String key, byte[] value, Instant receivedAt, Optional<Integer> cutFrom) {
    /**
     * A value is never larger. What is cut is no JSON any more, so it ends in {@code rejected}: there it must fit into one
     * message even when each of its bytes becomes an escape of six.
     */
    static final int LARGEST_VALUE = 128 * 1024;

    /** The bytes, or as many as fit: then the key alone says where they came from. */
    static Message of(String key, byte[] value, Instant receivedAt, String path) {
        return value.length <= LARGEST_VALUE
                ? new Message(key, value, receivedAt, Optional.empty())
                : new Message(path, Arrays.copyOf(value, LARGEST_VALUE), receivedAt, Optional.of(value.length));
    }
}
