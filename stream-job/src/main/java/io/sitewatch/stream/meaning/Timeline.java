package io.sitewatch.stream.meaning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The windows of one instrument that are kept, in order of observed time. Buckets are read when they are needed. */
final class Timeline {
    /** What clocks and retries of producers may be apart, on top of the lateness, before state is let go. */
    private static final long SLACK_MILLIS = 3_600_000;

    private final long windowMicros;
    private final long bucketMicros;
    private final long keptMillis;
    private final InstrumentHead head;
    private final InstrumentStore store;
    private final Map<Long, Bucket> loaded = new HashMap<>();

    Timeline(long windowMicros, long latenessMillis, InstrumentHead head, InstrumentStore store) {
        this.windowMicros = windowMicros;
        this.bucketMicros = Bucket.span(windowMicros);
        this.keptMillis = latenessMillis + SLACK_MILLIS;
        this.head = head;
        this.store = store;
    }

    /** Start of the window of that observed time. */
    long startOf(long ts) {
        return Math.floorDiv(ts, windowMicros) * windowMicros;
    }

    /** Where the window ends that starts there. */
    long endOf(long windowStart) {
        return windowStart + windowMicros;
    }

    /** The window that starts there; an empty one is made where there is none. */
    Window windowAt(long windowStart) {
        long start = Bucket.startOf(windowStart, windowMicros);
        if (head.buckets.add(start)) {
            loaded.put(start, new Bucket(start));
        }
        return bucket(start).windowAt(windowStart);
    }

    /** That a window has another reading since {@code now}, milliseconds since 1970. */
    void received(long windowStart, long now) {
        Bucket bucket = bucket(Bucket.startOf(windowStart, windowMicros));
        bucket.changed = true;
        bucket.touched = Math.max(bucket.touched, now);
    }

    /** A cursor at that window, which is there. */
    Cursor at(long windowStart) {
        return new Cursor(windowStart);
    }

    /** The last window; null when none is kept. */
    Window newest() {
        return head.buckets.isEmpty() ? null : last(bucket(head.buckets.last()));
    }

    /** Lets go what can no longer be corrected; the head remembers how the last of it was judged. */
    void letGoBefore(long logTime) {
        while (!head.buckets.isEmpty() && expiryOf(bucket(head.buckets.first())) < logTime) {
            Bucket bucket = bucket(head.buckets.first());
            Verdict last = last(bucket).verdict;
            head.finalBefore = bucket.start + bucketMicros;
            head.finalLevel = last.level();
            head.finalLevelLate = last.levelLate();
            head.buckets.remove(bucket.start);
            loaded.remove(bucket.start);
            store.removeBucket(bucket.start);
        }
    }

    /** When the first of it may go, by the log's time in milliseconds; {@code Long.MAX_VALUE} when nothing is kept. */
    long nextExpiry() {
        if (head.buckets.isEmpty()) {
            return Long.MAX_VALUE;
        }
        Bucket oldest = loaded.get(head.buckets.first());
        return oldest == null ? expiryOf(head.buckets.first(), Long.MIN_VALUE) : expiryOf(oldest);
    }

    /** Writes what has changed. */
    void keep() {
        loaded.values().stream()
                .filter(bucket -> bucket.changed)
                .forEach(bucket -> store.bucket(bucket.start, bucket.toBytes()));
        store.head(head.toBytes(bucketMicros));
    }

    private Bucket bucket(long start) {
        return loaded.computeIfAbsent(start, wanted -> Bucket.of(wanted, store.bucket(wanted)));
    }

    private long expiryOf(Bucket bucket) {
        return expiryOf(bucket.start, bucket.touched);
    }

    private long expiryOf(long bucketStart, long touched) {
        return Math.max(Math.floorDiv(bucketStart + bucketMicros, 1000L), touched) + keptMillis;
    }

    private static Window last(Bucket bucket) {
        List<Window> windows = bucket.windows();
        return windows.get(windows.size() - 1);
    }

    /** Walks the windows in order of observed time. */
    final class Cursor {
        private Bucket bucket;
        private int index;

        private Cursor(long windowStart) {
            bucket = bucket(Bucket.startOf(windowStart, windowMicros));
            index = bucket.indexOf(windowStart);
        }

        Window window() {
            return bucket.windows().get(index);
        }

        /** The window that it is at will be judged anew. */
        Window windowToJudge() {
            bucket.changed = true;
            return window();
        }

        /** The window before, without going there; null before the first. */
        Window previous() {
            if (index > 0) {
                return bucket.windows().get(index - 1);
            }
            Long earlier = head.buckets.lower(bucket.start);
            return earlier == null ? null : last(bucket(earlier));
        }

        /** Goes to the window before; null before the first. */
        Window back() {
            if (--index < 0) {
                Long earlier = head.buckets.lower(bucket.start);
                if (earlier == null) {
                    return null;
                }
                bucket = bucket(earlier);
                index = bucket.windows().size() - 1;
            }
            return window();
        }

        /** Goes on to the next window; null behind the last. */
        Window next() {
            if (++index >= bucket.windows().size()) {
                Long later = head.buckets.higher(bucket.start);
                if (later == null) {
                    return null;
                }
                bucket = bucket(later);
                index = 0;
            }
            return window();
        }
    }
}
