package io.sitewatch.stream.sink;

import java.util.ArrayList;
import java.util.List;

/** What a view refused for good of the batch under way, on its way to the topic {@code rejected}. */
public final class Refusals {
    private long batch = -1;
    private final List<byte[]> messages = new ArrayList<>();
    private long total;

    synchronized void begin(long batchId) {
        batch = batchId;
        messages.clear();
    }

    synchronized void add(byte[] message) {
        messages.add(message);
        total++;
    }

    synchronized List<byte[]> of(long batchId) {
        return batch == batchId ? List.copyOf(messages) : List.of();
    }

    /** Documents refused since the start of the program. */
    public synchronized long total() {
        return total;
    }
}
