package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The readings of one instrument in one event-time window, and how the window was last judged. It keeps every reading
 * raw, so that what comes out depends on which readings there are and never on how they came.
 */
final class Window {
    private static final Level[] LEVELS = Level.values();
    private static final int LATE = 1;
    private static final int LEVEL_LATE = 1 << 1;
    private static final int FROM_LATE = 1 << 2;
    private static final int FROM_SHIFT = 3;
    private static final int LEVEL_SHIFT = 5;

    final long start;
    /** No batch before this one had a reading in it. */
    final boolean isNew;

    /** Changes to the record that brought no reading: what the revision is beyond the number of samples. */
    int rejudged;
    /** One of its readings stands in the log behind one of a later window. */
    boolean late;

    Verdict verdict = Verdict.NORMAL;

    /** In order of observed time. */
    private final List<Reading> readings;

    Window(long start) {
        this(start, true, 1);
    }

    private Window(long start, boolean isNew, int size) {
        this.start = start;
        this.isNew = isNew;
        this.readings = new ArrayList<>(size);
    }

    /** What became of a reading that was offered. */
    enum Merged {
        NEW,
        DUPLICATE,
        /** Of two readings of the same time the one that stands first in the log counts, and that came second. */
        REPLACED
    }

    Merged merge(Reading reading) {
        int at = indexOf(reading.ts());
        if (at < 0) {
            readings.add(-at - 1, reading);
            return Merged.NEW;
        }
        if (reading.standsBefore(readings.get(at))) {
            readings.set(at, reading);
            return Merged.REPLACED;
        }
        return Merged.DUPLICATE;
    }

    int samples() {
        return readings.size();
    }

    long revision() {
        return (long) readings.size() + rejudged;
    }

    long lastTs() {
        return readings.get(readings.size() - 1).ts();
    }

    /** Arrival of the last reading to come, in milliseconds. */
    long lastArrival() {
        return readings.stream().mapToLong(Reading::arrival).max().orElseThrow();
    }

    /** Of its readings the one that stands first in the log. */
    Reading first() {
        return Collections.min(readings, Reading.ORDER_OF_THE_LOG);
    }

    /** Of its readings the one that stands last in the log. */
    Reading last() {
        return Collections.max(readings, Reading.ORDER_OF_THE_LOG);
    }

    /** The earliest version of the rules that was in force when one of the readings arrived: it judges the window. */
    int rulesVersion() {
        int version = Integer.MAX_VALUE;
        for (Reading reading : readings) {
            version = Math.min(version, reading.rulesVersion());
        }
        return version;
    }

    /** A reading that these rules, which need not be those of its arrival, take beyond all numbers counts as it came. */
    double[] calibrated(InstrumentRuleSet rules) {
        double[] values = new double[readings.size()];
        for (int i = 0; i < values.length; i++) {
            Reading reading = readings.get(i);
            double value = rules.calibrated(reading.ts(), reading.raw());
            values[i] = Double.isFinite(value) ? value : reading.raw();
        }
        return values;
    }

    /** The last by observed time that is there, or NaN. */
    double last(ToDoubleFunction<Reading> field) {
        for (int i = readings.size() - 1; i >= 0; i--) {
            double value = field.applyAsDouble(readings.get(i));
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    /** The last units by observed time that a message said, or empty. */
    String lastUnits() {
        for (int i = readings.size() - 1; i >= 0; i--) {
            if (!readings.get(i).units().isEmpty()) {
                return readings.get(i).units();
            }
        }
        return "";
    }

    void writeTo(ByteWriter out, long base) {
        out.putVar(start - base).putVar(rejudged);
        out.put((late ? LATE : 0)
                | (verdict.levelLate() ? LEVEL_LATE : 0)
                | (verdict.fromLate() ? FROM_LATE : 0)
                | verdict.from().ordinal() << FROM_SHIFT
                | verdict.level().ordinal() << LEVEL_SHIFT);
        out.putVar(readings.size());
        Reading before = null;
        for (Reading reading : readings) {
            reading.writeFact(out, start, before);
            before = reading;
        }
    }

    static Window readFrom(ByteReader in, long base) {
        long start = base + in.getVar();
        int rejudged = in.getVarInt();
        int flags = in.get();
        int size = in.getVarInt();
        Window window = new Window(start, false, size);
        window.rejudged = rejudged;
        window.late = (flags & LATE) != 0;
        window.verdict = new Verdict(
                LEVELS[flags >> FROM_SHIFT & 3],
                (flags & FROM_LATE) != 0,
                LEVELS[flags >> LEVEL_SHIFT & 3],
                (flags & LEVEL_LATE) != 0);
        Reading before = null;
        for (int i = 0; i < size; i++) {
            before = Reading.readFact(in, start, before);
            window.readings.add(before);
        }
        return window;
    }

    private int indexOf(long ts) {
        int at = readings.size();
        while (at > 0 && readings.get(at - 1).ts() >= ts) {
            at--;
        }
        return at < readings.size() && readings.get(at).ts() == ts ? at : -at - 1;
    }
}
