package io.sitewatch.bench.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * What the Kafka Streams contestant keeps of a window.
 *
 * @param seen observed times of the readings that count; empty unless it deduplicates
 */
record Mean(long samples, double sum, long[] seen) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final Mean NONE = new Mean(0, 0, new long[0]);

    Mean plus(Sample sample) {
        return new Mean(samples + 1, sum + sample.reading(), seen);
    }

    Mean plusOnce(Sample sample) {
        for (long time : seen) {
            if (time == sample.observed()) {
                return this;
            }
        }
        long[] more = Arrays.copyOf(seen, seen.length + 1);
        more[seen.length] = sample.observed();
        return new Mean(samples + 1, sum + sample.reading(), more);
    }

    double value() {
        return sum / samples;
    }

    /** As a document of the window of that instrument, {@code piezometer/BH-1}. */
    String document(Windowed<String> window) {
        String[] instrument = window.key().split("/", 2);
        return JSON.createObjectNode()
                .put("instrument", instrument[0])
                .put("borehole_number", instrument[1])
                .put("window_start", window.window().startTime().toString())
                .put("reading", value())
                .put("samples", samples)
                .toString();
    }

    static Serde<Mean> serde() {
        return Serdes.serdeFrom((topic, mean) -> mean == null ? null : mean.bytes(), (topic, bytes) -> read(bytes));
    }

    private byte[] bytes() {
        ByteBuffer buffer =
                ByteBuffer.allocate(16 + 8 * seen.length).putLong(samples).putDouble(sum);
        for (long time : seen) {
            buffer.putLong(time);
        }
        return buffer.array();
    }

    private static Mean read(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long samples = buffer.getLong();
        double sum = buffer.getDouble();
        long[] seen = new long[buffer.remaining() / 8];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = buffer.getLong();
        }
        return new Mean(samples, sum, seen);
    }
}
