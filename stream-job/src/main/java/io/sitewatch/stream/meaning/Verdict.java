package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;

/**
 * How a window was judged.
 *
 * @param from the level before it
 * @param fromLate whether late readings had a part in that level
 * @param level its own
 * @param levelLate whether late readings had a part in it: its own, or through hysteresis an earlier window's
 */
record Verdict(Level from, boolean fromLate, Level level, boolean levelLate) {
    /** Of a window not judged yet. */
    static final Verdict NORMAL = new Verdict(Level.NORMAL, false, Level.NORMAL, false);

    boolean isChange() {
        return from != level;
    }

    boolean isLate() {
        return fromLate || levelLate;
    }
}
