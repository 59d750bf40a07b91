package io.sitewatch.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

class ChunksTest {
    @Property(tries = 200)
    void everyEntryComesOutOnceUnderItsKeyAndInOrder(@ForAll List<@IntRange(min = 0, max = 3) Integer> keys) {
        Queue<InternalRow> ready = new ArrayDeque<>();
        Chunks chunks = new Chunks(ready);
        Map<String, List<Long>> expected = new TreeMap<>();
        long number = 0;
        for (int key : keys) {
            chunks.add("k" + key, new ByteWriter().putVar(number));
            expected.computeIfAbsent("k" + key, k -> new ArrayList<>()).add(number++);
        }
        chunks.closeAll();
        assertThat(entries(ready)).isEqualTo(expected);
        assertThat(ready).hasSize(expected.size());
    }

    @Test
    void holdsBackNoMoreThanFitsIntoMemory() {
        Queue<InternalRow> ready = new ArrayDeque<>();
        Chunks chunks = new Chunks(ready);
        ByteWriter entry = new ByteWriter().putSized(new byte[1000]);
        for (int i = 0; i < 30_000; i++) {
            chunks.add("k" + i % 10_000, entry);
        }
        long bytes = ready.stream().mapToLong(row -> row.getBinary(1).length).sum();
        assertThat(30_000L * entry.length() - bytes).isLessThan(8 << 20);
    }

    @Test
    void aLongRowGoesAhead() {
        Queue<InternalRow> ready = new ArrayDeque<>();
        Chunks chunks = new Chunks(ready);
        chunks.add("k", new ByteWriter().putSized(new byte[100_000]));
        assertThat(ready).hasSize(1);
    }

    private static Map<String, List<Long>> entries(Queue<InternalRow> rows) {
        Map<String, List<Long>> entries = new TreeMap<>();
        for (InternalRow row : rows) {
            ByteReader in = new ByteReader(row.getBinary(1));
            while (in.hasMore()) {
                entries.computeIfAbsent(row.getUTF8String(0).toString(), k -> new ArrayList<>())
                        .add(in.getVar());
            }
        }
        return entries;
    }
}
