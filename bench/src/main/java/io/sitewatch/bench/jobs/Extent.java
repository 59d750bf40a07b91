package io.sitewatch.bench.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.kafka.streams.kstream.Window;

/**
 * What a record has beyond its mean, by Kafka Streams: all but level, revision and the arrival of its last reading.
 *
 * @param last of its readings, by observed time
 */
record Extent(double min, double max, Sample last) {
    private static final int NUMBERS = 8 * 7;

    static Extent of(Sample sample) {
        return new Extent(sample.reading(), sample.reading(), sample);
    }

    Extent plus(Sample sample) {
        return new Extent(
                Math.min(min, sample.reading()),
                Math.max(max, sample.reading()),
                sample.observed() >= last.observed() ? sample : last);
    }

    void describe(ObjectNode document, Window window) {
        document.put("@timestamp", window.startTime().toString())
                .put("window_end", window.endTime().toString())
                .put("ts", Instant.ofEpochMilli(last.observed()).toString())
                .put("surface_level", last.surfaceLevel())
                .put("northing", last.northing())
                .put("easting", last.easting())
                .put("units", last.units())
                .put("reading_min", min)
                .put("reading_max", max)
                .put("updated_at", Instant.now().toString());
    }

    /** Sets nine parameters, from that one on. */
    void bind(PreparedStatement upsert, int from, Window window) throws SQLException {
        upsert.setTimestamp(from, Timestamp.from(window.endTime()));
        upsert.setTimestamp(from + 1, new Timestamp(last.observed()));
        upsert.setDouble(from + 2, last.surfaceLevel());
        upsert.setDouble(from + 3, last.northing());
        upsert.setDouble(from + 4, last.easting());
        upsert.setString(from + 5, last.units());
        upsert.setDouble(from + 6, min);
        upsert.setDouble(from + 7, max);
        upsert.setTimestamp(from + 8, Timestamp.from(Instant.now()));
    }

    byte[] bytes() {
        byte[] units = last.units().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(NUMBERS + units.length)
                .putDouble(min)
                .putDouble(max)
                .putLong(last.observed())
                .putDouble(last.reading())
                .putDouble(last.surfaceLevel())
                .putDouble(last.northing())
                .putDouble(last.easting())
                .put(units)
                .array();
    }

    static Extent read(ByteBuffer buffer) {
        double min = buffer.getDouble();
        double max = buffer.getDouble();
        long observed = buffer.getLong();
        double reading = buffer.getDouble();
        double surfaceLevel = buffer.getDouble();
        double northing = buffer.getDouble();
        double easting = buffer.getDouble();
        byte[] units = new byte[buffer.remaining()];
        buffer.get(units);
        return new Extent(
                min,
                max,
                new Sample(
                        observed, reading, surfaceLevel, northing, easting, new String(units, StandardCharsets.UTF_8)));
    }
}
