package io.sitewatch.stream.meaning;

/**
 * An alert that is new, corrected or withdrawn.
 *
 * @param at observed time of a change of level, the clock's time of staleness: microseconds since 1970
 * @param reading the mean that changed the level; NaN for staleness
 * @param raisedAt arrival of the reading it comes from, or the clock's time: milliseconds since 1970
 * @param revision higher with each change to the same alert
 */
public record AlertChange(
        Act act,
        InstrumentKey key,
        long at,
        Kind kind,
        String from,
        String to,
        double reading,
        boolean late,
        long raisedAt,
        long revision) {

    /** What the alert is about. */
    public enum Kind {
        LEVEL("level"),
        STALE("stale");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What becomes of it. */
    public enum Act {
        RAISED,
        /** From or to another level than announced. */
        CORRECTED,
        /** Later readings of its window moved the mean, not the level: the row follows, nobody is called again. */
        AMENDED,
        /** Late readings show that the level did not change there, or that there was no silence. Said in the topic, gone from the table. */
        WITHDRAWN
    }

    static final String FRESH = "fresh";
    static final String STALE = "stale";

    static AlertChange ofLevel(Act act, InstrumentKey key, Window window, Verdict verdict, double reading) {
        return new AlertChange(
                act,
                key,
                window.start,
                Kind.LEVEL,
                verdict.from().label(),
                verdict.level().label(),
                reading,
                verdict.isLate(),
                window.lastArrival(),
                window.revision());
    }

    static AlertChange ofStaleness(InstrumentKey key, long at, boolean stale) {
        return ofStaleness(Act.RAISED, key, at, stale, 1);
    }

    /** That the silence which was raised at that time was none. */
    static AlertChange ofStalenessTakenBack(InstrumentKey key, long at) {
        return ofStaleness(Act.WITHDRAWN, key, at, true, 2);
    }

    private static AlertChange ofStaleness(Act act, InstrumentKey key, long at, boolean stale, long revision) {
        return new AlertChange(
                act,
                key,
                at,
                Kind.STALE,
                stale ? FRESH : STALE,
                stale ? STALE : FRESH,
                Double.NaN,
                false,
                Math.floorDiv(at, 1000L),
                revision);
    }
}
