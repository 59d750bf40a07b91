package io.sitewatch.stream.source;

import io.sitewatch.stream.meaning.ByteWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Gathers what one part of a batch has for each key into few rows: what a row costs on its way through shuffle, sort and
 * encoders is paid once for many readings.
 */
final class Chunks {
    /** A row that has grown to that many bytes goes on its way. */
    private static final int LARGEST = 64 * 1024;
    /** All go when they have that many together: a message may have any number of readings. */
    private static final int MOST = 8 << 20;

    private final Map<String, ByteWriter> open = new HashMap<>();
    private final Queue<InternalRow> ready;
    private int held;

    /** Rows that are whole go there. */
    Chunks(Queue<InternalRow> ready) {
        this.ready = ready;
    }

    /** Adds the entry to the key's row. */
    void add(String key, ByteWriter entry) {
        ByteWriter row = open.computeIfAbsent(key, opened -> new ByteWriter(256));
        row.put(entry);
        held += entry.length();
        if (row.length() >= LARGEST) {
            open.remove(key);
            held -= row.length();
            close(key, row);
        } else if (held >= MOST) {
            closeAll();
        }
    }

    /** No row is held back any longer. */
    void closeAll() {
        open.forEach(this::close);
        open.clear();
        held = 0;
    }

    private void close(String key, ByteWriter row) {
        ready.add(new GenericInternalRow(new Object[] {UTF8String.fromString(key), row.toBytes()}));
    }
}
