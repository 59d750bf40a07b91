package io.sitewatch.bench.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sitewatch.readings.InstrumentType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A usable reading as the Kafka Streams contestant sees it; where it was taken is NaN, or empty, when it does not say. */
record Sample(long observed, double reading, double surfaceLevel, double northing, double easting, String units) {
    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final double PLAUSIBLE = 10_000;

    /** Reads the wire's JSON; garbage is null, which the topology drops. Never writes JSON: it goes nowhere. */
    static Serde<Sample> wire() {
        Deserializer<Sample> read = (topic, bytes) -> bytes == null ? null : parsed(bytes);
        return Serdes.serdeFrom(
                (topic, sample) -> ByteBuffer.allocate(16)
                        .putLong(sample.observed())
                        .putDouble(sample.reading())
                        .array(),
                read);
    }

    private static Sample parsed(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            boolean usable = !json.path("borehole_number").asText("").isEmpty()
                    && InstrumentType.ofLabel(json.path("instrument").asText()).isPresent()
                    && json.path("reading").isNumber()
                    && Math.abs(json.path("reading").doubleValue()) <= PLAUSIBLE;
            return usable
                    ? new Sample(
                            Instant.parse(json.path("timestamp").asText()).toEpochMilli(),
                            json.path("reading").doubleValue(),
                            json.path("surface_level").asDouble(Double.NaN),
                            json.path("northing").asDouble(Double.NaN),
                            json.path("easting").asDouble(Double.NaN),
                            json.path("units").asText(""))
                    : null;
        } catch (IOException | DateTimeException e) {
            return null;
        }
    }
}
