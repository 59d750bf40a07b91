package io.sitewatch.stream.process;

import io.sitewatch.readings.InstrumentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a rough day on site sends: 5 % duplicates, 2 % garbage, 10 % late by up to six days, some snapshots; shuffled. */
final class Load {
    private static final InstrumentType[] TYPES = InstrumentType.values();
    private static final String[] GARBAGE = {
        "garbage",
        "{\"error\":\"no such instrument\"}",
        "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":",
        "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":NaN,\"timestamp\":\"2026-01-01T00:00:00Z\"}",
        "{\"borehole_number\":null,\"instrument\":\"piezometer\",\"reading\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"}",
        "{\"borehole_number\":\"BH-1\",\"instrument\":\"thermometer\",\"reading\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"}",
        "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":1,\"timestamp\":\"soon\"}",
        "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":1,\"timestamp\":\"0001-01-01T00:00:00Z\"}",
        "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":1,\"timestamp\":\"9999-01-01T00:00:00Z\"}",
        "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":9999,\"timestamp\":\"%s\"}"
    };

    private final Random random;
    private final int instruments;
    private final Instant now;
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();

    Load(long seed, int instruments, Instant now) {
        this.random = new Random(seed);
        this.instruments = instruments;
        this.now = now;
    }

    /** The next messages; about so many readings. */
    List<ProducerRecord<byte[], byte[]>> next(int readings) {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            double dice = random.nextDouble();
            if (dice < 0.05 && !sent.isEmpty()) {
                messages.add(sent.get(random.nextInt(sent.size())));
            } else if (dice < 0.07) {
                String garbage = GARBAGE[random.nextInt(GARBAGE.length)].formatted(now);
                messages.add(new ProducerRecord<>("monitoring", garbage.getBytes(StandardCharsets.UTF_8)));
            } else if (dice < 0.08) {
                messages.add(snapshot());
            } else {
                ProducerRecord<byte[], byte[]> message = single();
                if (sent.size() < 5000) {
                    sent.add(message);
                }
                messages.add(message);
            }
        }
        return messages;
    }

    private ProducerRecord<byte[], byte[]> single() {
        InstrumentType type = TYPES[random.nextInt(TYPES.length)];
        String borehole = "BH-" + random.nextInt(instruments / TYPES.length);
        String json = json(type, borehole);
        String key = type.label() + "/" + borehole;
        return new ProducerRecord<>(
                "monitoring", key.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
    }

    private ProducerRecord<byte[], byte[]> snapshot() {
        InstrumentType type = TYPES[random.nextInt(TYPES.length)];
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            items.add(json(type, "BH-S" + i));
        }
        String json = "{\"instruments\": 5, \"units\": \"" + type.units() + "\", \"timezone\": \"UTC\", \"items\": "
                + items + "}";
        return new ProducerRecord<>("monitoring", json.getBytes(StandardCharsets.UTF_8));
    }

    private String json(InstrumentType type, String borehole) {
        boolean isLate = random.nextDouble() < 0.1;
        Duration age =
                isLate ? Duration.ofSeconds(random.nextInt(6 * 86_400)) : Duration.ofMillis(random.nextInt(600_000));
        double reading = Math.round((random.nextGaussian() * 40 + 50) * 100) / 100.0;
        return "{\"borehole_number\":\"" + borehole + "\",\"instrument\":\"" + type.label() + "\",\"surface_level\":"
                + (75 + random.nextInt(45)) + ",\"northing\":5815854,\"easting\":323112,\"reading\":" + reading
                + ",\"timestamp\":\"" + now.minus(age).truncatedTo(ChronoUnit.MILLIS) + "\"}";
    }
}
