package io.sitewatch.stream.meaning;

import java.util.ArrayList;
import java.util.List;

/**
 * The windows of one instrument within one stretch of event time, in order: the unit that the state store reads and
 * writes. Long enough that a live instrument touches one a batch, short enough that a late reading rewrites little.
 */
final class Bucket {
    /** Windows a bucket: five minutes and twenty seconds of ten-second ones. */
    private static final int WINDOWS = 32;

    final long start;
    /** The log's time when the bucket was last changed, milliseconds; it is kept for {@code lateness} from then on. */
    long touched;

    boolean changed;
    private final List<Window> windows = new ArrayList<>(2);

    Bucket(long start) {
        this.start = start;
    }

    /** Its length in event time. */
    static long span(long windowMicros) {
        return windowMicros * WINDOWS;
    }

    static long startOf(long windowStart, long windowMicros) {
        long span = span(windowMicros);
        return Math.floorDiv(windowStart, span) * span;
    }

    List<Window> windows() {
        return windows;
    }

    Window windowAt(long windowStart) {
        int at = indexOf(windowStart);
        if (at >= 0) {
            return windows.get(at);
        }
        Window added = new Window(windowStart);
        windows.add(-at - 1, added);
        return added;
    }

    /** Position of that window, or {@code -(where it would stand) - 1}. */
    int indexOf(long windowStart) {
        int low = 0;
        int high = windows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = windows.get(middle).start;
            if (there == windowStart) {
                return middle;
            }
            if (there < windowStart) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    byte[] toBytes() {
        ByteWriter out = new ByteWriter(64 + windows.size() * 96);
        out.putVar(touched).putVar(windows.size());
        windows.forEach(window -> window.writeTo(out, start));
        return out.toBytes();
    }

    static Bucket of(long start, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        Bucket bucket = new Bucket(start);
        bucket.touched = in.getVar();
        int size = in.getVarInt();
        for (int i = 0; i < size; i++) {
            bucket.windows.add(Window.readFrom(in, start));
        }
        return bucket;
    }
}
