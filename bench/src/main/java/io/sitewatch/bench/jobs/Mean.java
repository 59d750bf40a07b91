package io.sitewatch.bench.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * What the Kafka Streams contestant keeps of a window.
 *
 * @param seen observed times of the readings that count; empty unless it deduplicates
 * @param extent the rest of a record; null unless it keeps that
 */
record Mean(long samples, double sum, long[] seen, Extent extent) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final Mean NONE = new Mean(0, 0, new long[0], null);

    Mean plus(Sample sample) {
        return new Mean(samples + 1, sum + sample.reading(), seen, extent);
    }

    /** With all of the record, not its mean alone. */
    Mean plusWhole(Sample sample) {
        return new Mean(
                samples + 1, sum + sample.reading(), seen, extent == null ? Extent.of(sample) : extent.plus(sample));
    }

    Mean plusOnce(Sample sample) {
        for (long time : seen) {
            if (time == sample.observed()) {
                return this;
            }
        }
        long[] more = Arrays.copyOf(seen, seen.length + 1);
        more[seen.length] = sample.observed();
        return new Mean(samples + 1, sum + sample.reading(), more, extent);
    }

    double value() {
        return sum / samples;
    }

    /** As a document of the window of that instrument, {@code piezometer/BH-1}. */
    String document(Windowed<String> window) {
        String[] instrument = window.key().split("/", 2);
        ObjectNode document = JSON.createObjectNode()
                .put("instrument", instrument[0])
                .put("borehole_number", instrument[1])
                .put("window_start", window.window().startTime().toString())
                .put("reading", value())
                .put("samples", samples);
        if (extent != null) {
            extent.describe(document, window.window());
        }
        return document.toString();
    }

    static Serde<Mean> serde() {
        return Serdes.serdeFrom((topic, mean) -> mean == null ? null : mean.bytes(), (topic, bytes) -> read(bytes));
    }

    private byte[] bytes() {
        byte[] rest = extent == null ? new byte[0] : extent.bytes();
        ByteBuffer buffer = ByteBuffer.allocate(20 + 8 * seen.length + rest.length)
                .putLong(samples)
                .putDouble(sum)
                .putInt(seen.length);
        for (long time : seen) {
            buffer.putLong(time);
        }
        return buffer.put(rest).array();
    }

    private static Mean read(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long samples = buffer.getLong();
        double sum = buffer.getDouble();
        long[] seen = new long[buffer.getInt()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = buffer.getLong();
        }
        return new Mean(samples, sum, seen, buffer.hasRemaining() ? Extent.read(buffer) : null);
    }
}
