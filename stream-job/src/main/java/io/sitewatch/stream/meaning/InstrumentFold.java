package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Folds one instrument's share of a batch into its state, and says what changed. The state that results, and the last
 * word on every record and alert, depend on the readings alone: not on where batches end, nor on which partition is read
 * sooner.
 *
 * <p>Late marks, staleness and which of two copies counts are about the order of arrival, so they follow the order of the
 * log, see {@link Turns}.
 */
public final class InstrumentFold {
    /** What clocks and retries of producers may be apart, on top of the lateness, before state is let go. */
    private static final long SLACK_MILLIS = 3_600_000;

    private final long windowMicros;
    private final long bucketMicros;
    private final long keptMillis;
    private final IntFunction<RuleSet> rules;

    /**
     * A fold for windows of that length.
     *
     * @param latenessMillis how long a window may be corrected
     * @param rules the rules of each version
     */
    public InstrumentFold(long windowMicros, long latenessMillis, IntFunction<RuleSet> rules) {
        this.windowMicros = windowMicros;
        this.bucketMicros = windowMicros * Bucket.WINDOWS;
        this.keptMillis = latenessMillis + SLACK_MILLIS;
        this.rules = rules;
    }

    /**
     * Folds these readings and looks, all of one batch.
     *
     * @param now the clock, milliseconds since 1970, as pinned for the batch
     */
    public void apply(
            InstrumentKey key,
            List<Reading> readings,
            List<Look> looks,
            long now,
            InstrumentStore store,
            FoldOutput output) {
        new Share(key, now, store, output).apply(readings, looks);
    }

    /** The level before a window, and whether late readings had a part in it. */
    private record Standing(Level level, boolean late) {}

    /** What befell a window in a batch; what stands later covers the earlier. */
    private enum Touch {
        /** Another window's reading made it late, or no longer late. */
        LATENESS,
        /** Of two copies another one counts. */
        REPLACEMENT,
        /** A reading came. */
        READING
    }

    /** One instrument's share of one batch. */
    private final class Share {
        private final InstrumentKey key;
        private final long now;
        private final InstrumentStore store;
        private final FoldOutput output;
        private final InstrumentHead head;
        private final boolean isNew;
        private final Map<Long, Bucket> loaded = new HashMap<>();
        private final TreeMap<Long, Touch> touched = new TreeMap<>();

        private long averaged;
        private long duplicate;

        Share(InstrumentKey key, long now, InstrumentStore store, FoldOutput output) {
            this.key = key;
            this.now = now;
            this.store = store;
            this.output = output;
            byte[] kept = store.head();
            this.isNew = kept == null;
            this.head = isNew ? new InstrumentHead() : InstrumentHead.of(kept, bucketMicros);
        }

        void apply(List<Reading> readings, List<Look> looks) {
            List<Reading> ordered = head.turns.inOrder(readings);
            ordered.forEach(this::merge);
            head.turns.pass(ordered);
            judge();
            if (!isNew || averaged > 0) {
                looks.forEach(this::look);
            }
            keep();
        }

        private void merge(Reading reading) {
            long start = Math.floorDiv(reading.ts(), windowMicros) * windowMicros;
            if (start < head.finalBefore) {
                output.tooLate(reading);
                return;
            }
            Bucket bucket = bucketOf(start);
            Window window = bucket.windowAt(start);
            switch (window.merge(reading)) {
                case DUPLICATE -> {
                    duplicate++;
                    return;
                }
                case REPLACED -> {
                    duplicate++;
                    touch(start, Touch.REPLACEMENT);
                    settleLateness(start);
                }
                case NEW -> {
                    averaged++;
                    touch(start, Touch.READING);
                    if (head.turns.isPassed(reading)) {
                        settleLateness(start);
                    } else {
                        window.late |= head.newestTs >= start + windowMicros;
                    }
                    hear(reading);
                }
            }
            bucket.changed = true;
            bucket.touched = Math.max(bucket.touched, now);
        }

        private void touch(long windowStart, Touch touch) {
            touched.merge(windowStart, touch, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }

        /**
         * Which windows are late, after a reading came to that one that is not the last in the log so far. A window that is not
         * late stands in the log wholly before all later ones, so nothing beyond such a window needs a look.
         */
        private void settleLateness(long start) {
            Cursor at = new Cursor(start);
            Window window = at.window();
            window.late = isOvertaken(window);
            for (Window earlier = at.back(); earlier != null; earlier = at.back()) {
                if (earlier.late) {
                    continue;
                }
                if (earlier.last().standsBefore(window.first())) {
                    return;
                }
                earlier.late = true;
                touch(earlier.start, Touch.LATENESS);
            }
        }

        private boolean isOvertaken(Window window) {
            Cursor at = new Cursor(window.start);
            for (Window later = at.next(); later != null; later = at.next()) {
                if (later.first().standsBefore(window.last())) {
                    return true;
                }
                if (!later.late) {
                    return false;
                }
            }
            return false;
        }

        /**
         * Moves the newest time on; raises and clears staleness as it stood when the reading arrived. One that had arrived before a
         * silence that the clock found takes it back, if it is newer: there was none.
         */
        private void hear(Reading reading) {
            OptionalLong staleAfter = staleAfter(reading.rulesVersion());
            long arrival = reading.arrival() * 1000;
            raiseIfSilent(arrival, staleAfter);
            head.newestTs = Math.max(head.newestTs, reading.ts());
            if (head.stale
                    && staleAfter.isPresent()
                    && arrival <= head.staleSince
                    && isNewerThanTheSilence(staleAfter)) {
                head.stale = false;
                output.alert(AlertChange.ofStalenessTakenBack(key, head.staleSince));
            }
            raiseIfSilent(arrival, staleAfter);
            boolean hasEnded = staleAfter.isEmpty()
                    || (isNewerThanTheSilence(staleAfter) && arrival <= head.newestTs + staleAfter.getAsLong());
            if (head.stale && hasEnded) {
                head.stale = false;
                output.alert(AlertChange.ofStaleness(key, arrival, false));
            }
        }

        private boolean isNewerThanTheSilence(OptionalLong staleAfter) {
            return head.newestTs + staleAfter.getAsLong() > head.staleSince;
        }

        /** By the newest rules so far: a message whose time lies before a change does not bring the old ones back. */
        private OptionalLong staleAfter(int rulesVersion) {
            head.rulesVersion = Math.max(head.rulesVersion, rulesVersion);
            return rules.apply(head.rulesVersion).of(key).staleAfterMicros();
        }

        private void raiseIfSilent(long clock, OptionalLong staleAfter) {
            if (head.stale || staleAfter.isEmpty() || head.newestTs == Long.MIN_VALUE) {
                return;
            }
            long silentSince = head.newestTs + staleAfter.getAsLong();
            if (clock > silentSince) {
                head.stale = true;
                head.staleSince = silentSince;
                output.alert(AlertChange.ofStaleness(key, silentSince, true));
            }
        }

        private void judge() {
            Long next = touched.isEmpty() ? null : touched.firstKey();
            while (next != null) {
                Cursor at = new Cursor(next);
                Standing before = standingBefore(at);
                Window window = at.window();
                while (window != null && (touched.containsKey(window.start) || !wasJudgedAfter(window, before))) {
                    before = judge(at.bucket, window, before);
                    next = window.start;
                    window = at.next();
                }
                next = touched.higherKey(next);
            }
        }

        private boolean wasJudgedAfter(Window window, Standing before) {
            return window.verdict.from() == before.level && window.verdict.fromLate() == before.late;
        }

        private Standing judge(Bucket bucket, Window window, Standing before) {
            InstrumentRuleSet instrumentRules =
                    rules.apply(window.rulesVersion()).of(key);
            double[] values = window.calibrated(instrumentRules);
            double mean = Mean.of(values, values.length);
            LevelJudge judge = instrumentRules.judge(window.lastTs());
            Level level = judge.judge(before.level, mean);
            boolean late = window.late || (before.late && judge.dependsOnTheLevelBefore(mean));
            Verdict was = window.verdict;
            Verdict is = new Verdict(before.level, before.late, level, late);
            window.verdict = is;
            bucket.changed = true;
            boolean moved = was.from() != is.from()
                    || was.level() != is.level()
                    || (is.isChange() && was.isLate() != is.isLate());
            Touch touch = touched.getOrDefault(window.start, Touch.LATENESS);
            if (touch == Touch.REPLACEMENT || (touch == Touch.LATENESS && moved)) {
                window.rejudged++;
            }
            if (touch != Touch.LATENESS || was.level() != is.level()) {
                output.record(record(window, instrumentRules, values, mean));
            }
            announce(window, was, is, mean);
            return new Standing(level, late);
        }

        private void announce(Window window, Verdict was, Verdict is, double mean) {
            if (was.isChange() && !is.isChange()) {
                output.alert(AlertChange.ofLevel(AlertChange.Act.WITHDRAWN, key, window, was, mean));
            } else if (is.isChange()) {
                AlertChange.Act act = !was.isChange()
                        ? AlertChange.Act.RAISED
                        : was.from() == is.from() && was.level() == is.level()
                                ? AlertChange.Act.AMENDED
                                : AlertChange.Act.CORRECTED;
                output.alert(AlertChange.ofLevel(act, key, window, is, mean));
            }
        }

        private RecordChange record(Window window, InstrumentRuleSet instrumentRules, double[] values, double mean) {
            double min = values[0];
            double max = values[0];
            for (double value : values) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            return new RecordChange(
                    key,
                    window.start,
                    window.start + windowMicros,
                    window.last(Reading::surfaceLevel),
                    window.last(Reading::northing),
                    window.last(Reading::easting),
                    mean,
                    window.lastTs(),
                    instrumentRules.units().orElseGet(() -> key.type().unitsFor(window.lastUnits())),
                    values.length,
                    min,
                    max,
                    window.verdict.level(),
                    window.revision(),
                    window.lastArrival(),
                    window.isNew);
        }

        private void look(Look look) {
            raiseIfSilent(look.logTime() * 1000, staleAfter(look.rulesVersion()));
            while (!head.buckets.isEmpty() && expiryOf(bucket(head.buckets.first())) < look.logTime()) {
                letGo(bucket(head.buckets.first()));
            }
        }

        private void letGo(Bucket bucket) {
            Window last = bucket.windows().get(bucket.windows().size() - 1);
            head.finalBefore = bucket.start + bucketMicros;
            head.finalLevel = last.verdict.level();
            head.finalLevelLate = last.verdict.levelLate();
            head.buckets.remove(bucket.start);
            loaded.remove(bucket.start);
            store.removeBucket(bucket.start);
        }

        private long expiryOf(Bucket bucket) {
            return Math.max(Math.floorDiv(bucket.start + bucketMicros, 1000L), bucket.touched) + keptMillis;
        }

        private void keep() {
            if (isNew && averaged == 0) {
                return;
            }
            loaded.values().stream()
                    .filter(bucket -> bucket.changed)
                    .forEach(bucket -> store.bucket(bucket.start, bucket.toBytes()));
            store.head(head.toBytes(bucketMicros));
            output.status(new InstrumentStatus(
                    key, head.newestTs, newestLevel(), head.stale, nextExpiry(), averaged, duplicate));
        }

        private long nextExpiry() {
            if (head.buckets.isEmpty()) {
                return Long.MAX_VALUE;
            }
            Bucket oldest = loaded.get(head.buckets.first());
            return oldest == null
                    ? Math.floorDiv(head.buckets.first() + bucketMicros, 1000L) + keptMillis
                    : expiryOf(oldest);
        }

        private Level newestLevel() {
            if (head.buckets.isEmpty()) {
                return head.finalLevel;
            }
            List<Window> windows = bucket(head.buckets.last()).windows();
            return windows.get(windows.size() - 1).verdict.level();
        }

        private Standing standingBefore(Cursor at) {
            Window before = at.previous();
            return before == null
                    ? new Standing(head.finalLevel, head.finalLevelLate)
                    : new Standing(before.verdict.level(), before.verdict.levelLate());
        }

        private Bucket bucketOf(long windowStart) {
            long start = Bucket.startOf(windowStart, windowMicros);
            if (head.buckets.add(start)) {
                Bucket added = new Bucket(start);
                loaded.put(start, added);
                return added;
            }
            return bucket(start);
        }

        private Bucket bucket(long start) {
            return loaded.computeIfAbsent(start, wanted -> Bucket.of(wanted, store.bucket(wanted)));
        }

        /** Walks the windows in order of observed time. */
        private final class Cursor {
            private Bucket bucket;
            private int index;

            Cursor(long windowStart) {
                bucket = bucket(Bucket.startOf(windowStart, windowMicros));
                index = bucket.indexOf(windowStart);
            }

            Window window() {
                return bucket.windows().get(index);
            }

            /** The window before, without going there; null before the first. */
            Window previous() {
                if (index > 0) {
                    return bucket.windows().get(index - 1);
                }
                Long earlier = head.buckets.lower(bucket.start);
                if (earlier == null) {
                    return null;
                }
                List<Window> windows = bucket(earlier).windows();
                return windows.get(windows.size() - 1);
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
}
