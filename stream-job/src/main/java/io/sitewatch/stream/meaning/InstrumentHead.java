package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;
import java.util.TreeSet;

/** What the state always holds of an instrument, however long it has been silent: some forty bytes. */
final class InstrumentHead {
    private static final Level[] LEVELS = Level.values();
    /** The first had no turns, nor the rules' version; a state of it is read as it is. */
    private static final int FORMAT_WITHOUT_TURNS = 1;

    private static final int FORMAT = 2;

    /** Windows that start before are final and gone; how the last of them was judged. */
    long finalBefore = Long.MIN_VALUE;

    Level finalLevel = Level.NORMAL;
    boolean finalLevelLate;

    /** Observed time of the newest reading, or {@code Long.MIN_VALUE} before the first. */
    long newestTs = Long.MIN_VALUE;
    /** Raised as stale and not cleared since. */
    boolean stale;

    /** Since when, microseconds since 1970; of a state that did not keep it long ago. */
    long staleSince = Long.MIN_VALUE;

    /** The newest version of the rules that a reading or a look came with: staleness goes by it, and never back. */
    int rulesVersion;

    /** How far the order of its readings has come. */
    final Turns turns = new Turns();

    /** Starts of the buckets that are kept. */
    final TreeSet<Long> buckets = new TreeSet<>();

    byte[] toBytes(long bucketMicros) {
        ByteWriter out = new ByteWriter(48);
        out.put(FORMAT).putVar(finalBefore).put(finalLevel.ordinal()).put(finalLevelLate ? 1 : 0);
        out.putVar(newestTs).put(stale ? 1 : 0);
        out.putVar(staleSince).putVar(rulesVersion);
        turns.writeTo(out);
        writeBuckets(out, bucketMicros);
        return out.toBytes();
    }

    static InstrumentHead of(byte[] bytes, long bucketMicros) {
        InstrumentHead head = new InstrumentHead();
        ByteReader in = new ByteReader(bytes);
        int format = in.get();
        if (format != FORMAT && format != FORMAT_WITHOUT_TURNS) {
            throw new IllegalStateException("the state has format " + format + ", this program reads " + FORMAT);
        }
        head.finalBefore = in.getVar();
        head.finalLevel = LEVELS[in.get()];
        head.finalLevelLate = in.get() != 0;
        head.newestTs = in.getVar();
        head.stale = in.get() != 0;
        if (format != FORMAT_WITHOUT_TURNS) {
            head.staleSince = in.getVar();
            head.rulesVersion = in.getVarInt();
            head.turns.readFrom(in);
        }
        head.readBuckets(in, bucketMicros);
        return head;
    }

    /** As runs without a gap: a live instrument has few of them. */
    private void writeBuckets(ByteWriter out, long bucketMicros) {
        long next = 0;
        long run = 0;
        for (long start : buckets) {
            long bucket = Math.floorDiv(start, bucketMicros);
            if (run > 0 && bucket == next + run) {
                run++;
                continue;
            }
            if (run > 0) {
                out.putVar(run);
            }
            out.putVar(bucket - next - run);
            next = bucket;
            run = 1;
        }
        if (run > 0) {
            out.putVar(run);
        }
    }

    private void readBuckets(ByteReader in, long bucketMicros) {
        long end = 0;
        while (in.hasMore()) {
            long bucket = end + in.getVar();
            end = bucket + in.getVar();
            for (; bucket < end; bucket++) {
                buckets.add(bucket * bucketMicros);
            }
        }
    }
}
