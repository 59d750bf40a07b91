package io.sitewatch.bench.stream;

import io.sitewatch.bench.load.Message;
import io.sitewatch.readings.InstrumentType;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Readings of this very moment at a steady rate. Some of them are probes: each is the first of an instrument of its own, so
 * that one row and one document tell when it can be seen.
 */
final class LiveLoad {
    static final String PROBE_PREFIX = "BH-9";
    static final InstrumentType PROBE_TYPE = InstrumentType.PIEZOMETER;

    private static final int INSTRUMENTS = 500;
    private static final long SLICE_NANOS = 10_000_000;

    private final LogWriter writer;
    private final int perSecond;
    private final int probesPerSecond;
    private final InstrumentType[] types = InstrumentType.values();
    private long sent;

    LiveLoad(LogWriter writer, int perSecond, int probesPerSecond) {
        this.writer = writer;
        this.perSecond = perSecond;
        this.probesPerSecond = Math.min(perSecond, probesPerSecond);
    }

    /**
     * Sends for so long, in slices of 10 ms.
     *
     * @param firstProbe number of the first probe; the others follow
     * @param onProbe gets the number of each probe just before it is sent
     */
    void send(long seconds, long firstProbe, LongConsumer onProbe) {
        long start = System.nanoTime();
        long due = perSecond * seconds;
        long probes = 0;
        for (long done = 0; done < due; ) {
            double elapsed = (System.nanoTime() - start) / 1e9;
            long dueNow = Math.min(due, (long) (elapsed * perSecond) + 1);
            long probesNow = Math.min(probesPerSecond * seconds, (long) (elapsed * probesPerSecond) + 1);
            while (done < dueNow) {
                if (probes < probesNow) {
                    long probe = firstProbe + probes++;
                    onProbe.accept(probe);
                    writer.send(reading(PROBE_TYPE, probeName(probe)));
                } else {
                    int instrument = (int) (sent % INSTRUMENTS);
                    writer.send(reading(types[instrument % types.length], "BH-" + (1 + instrument / types.length)));
                }
                sent++;
                done++;
            }
            LockSupport.parkNanos(SLICE_NANOS - (System.nanoTime() - start) % SLICE_NANOS);
        }
        writer.flush();
    }

    /** Messages so far. */
    long sent() {
        return sent;
    }

    static String probeName(long probe) {
        return PROBE_PREFIX + String.format("%07d", probe);
    }

    private static Message reading(InstrumentType type, String borehole) {
        Instant now = Instant.now();
        String json =
                "{\"borehole_number\":\"%s\",\"instrument\":\"%s\",\"surface_level\":80.12,\"northing\":5810000,\"easting\":316045,\"reading\":%d.5,\"timestamp\":\"%s\",\"units\":\"%s\"}"
                        .formatted(borehole, type.label(), now.toEpochMilli() % 100, now, type.units());
        return new Message(type.label() + "/" + borehole, json, now.toEpochMilli());
    }
}
