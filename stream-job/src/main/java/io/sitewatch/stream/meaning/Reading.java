package io.sitewatch.stream.meaning;

import java.util.Comparator;

/**
 * One clean reading of an instrument, and where in the log it stands.
 *
 * @param ts observed time, microseconds since 1970 (as fine as PostgreSQL keeps it)
 * @param raw as on the wire, before calibration
 * @param surfaceLevel metres; NaN when the message has none, as {@code northing} and {@code easting}
 * @param units as the message says, or empty
 * @param arrival the Kafka record's own time, milliseconds since 1970
 * @param turn when it has its turn in the log, milliseconds since 1970: its arrival, or later where one before it in its
 *     partition has a later time; see {@link Turns}
 * @param item index within a snapshot, 0 for a single reading
 * @param from where in the value the reading's own JSON begins, and its {@code length}; length 0: the whole value
 * @param rulesVersion the version of the site's rules in force at its arrival
 */
public record Reading(
        long ts,
        double raw,
        double surfaceLevel,
        double northing,
        double easting,
        String units,
        long arrival,
        long turn,
        int partition,
        long offset,
        int item,
        int from,
        int length,
        int rulesVersion) {

    /** Partition by partition, as Kafka has them. */
    static final Comparator<Reading> BY_PARTITION = Comparator.comparingInt(Reading::partition)
            .thenComparingLong(Reading::offset)
            .thenComparingInt(Reading::item);

    /** Who comes first: every two readings of an instrument stand in it, the same way in every run. */
    static final Comparator<Reading> ORDER_OF_THE_LOG =
            Comparator.comparingLong(Reading::turn).thenComparing(BY_PARTITION);

    private static final int MOVED = 1;
    private static final int WAITED = 1 << 1;

    /** The same, with its turn at that time. */
    Reading at(long itsTurn) {
        return new Reading(
                ts,
                raw,
                surfaceLevel,
                northing,
                easting,
                units,
                arrival,
                itsTurn,
                partition,
                offset,
                item,
                from,
                length,
                rulesVersion);
    }

    /** Appends this reading's compact form, from before it has its turn. */
    public void writeTo(ByteWriter out) {
        out.putVar(arrival)
                .putVar(ts)
                .putDouble(raw)
                .putDouble(surfaceLevel)
                .putDouble(northing)
                .putDouble(easting)
                .putText(units)
                .putVar(partition)
                .putVar(offset)
                .putVar(item)
                .putVar(from)
                .putVar(length)
                .putVar(rulesVersion);
    }

    /** The reading of that compact form, its turn at its arrival. */
    public static Reading readFrom(ByteReader in) {
        long arrival = in.getVar();
        return new Reading(
                in.getVar(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getText(),
                arrival,
                arrival,
                in.getVarInt(),
                in.getVar(),
                in.getVarInt(),
                in.getVarInt(),
                in.getVarInt(),
                in.getVarInt());
    }

    boolean isOfTheMessageOf(Reading other) {
        return partition == other.partition && offset == other.offset;
    }

    /** Whether this one stands before the other in the log. */
    boolean standsBefore(Reading other) {
        return ORDER_OF_THE_LOG.compare(this, other) < 0;
    }

    /**
     * Appends what the state keeps of this reading: times relative to its window, and where it was taken only when that
     * differs from the reading before it in the window.
     */
    void writeFact(ByteWriter out, long windowStart, Reading before) {
        boolean moved = before == null || !isWhere(before);
        out.putVar(ts - windowStart)
                .putDouble(raw)
                .putVar(arrival * 1000 - windowStart)
                .putVar(partition)
                .putVar(offset)
                .putVar(item)
                .putVar(rulesVersion)
                .put((moved ? MOVED : 0) | (turn > arrival ? WAITED : 0));
        if (turn > arrival) {
            out.putVar(turn - arrival);
        }
        if (moved) {
            out.putDouble(surfaceLevel).putDouble(northing).putDouble(easting).putText(units);
        }
    }

    static Reading readFact(ByteReader in, long windowStart, Reading before) {
        long ts = windowStart + in.getVar();
        double raw = in.getDouble();
        long arrival = (windowStart + in.getVar()) / 1000;
        int partition = in.getVarInt();
        long offset = in.getVar();
        int item = in.getVarInt();
        int rulesVersion = in.getVarInt();
        int flags = in.get();
        boolean moved = (flags & MOVED) != 0;
        long turn = arrival + ((flags & WAITED) != 0 ? in.getVar() : 0);
        return new Reading(
                ts,
                raw,
                moved ? in.getDouble() : before.surfaceLevel,
                moved ? in.getDouble() : before.northing,
                moved ? in.getDouble() : before.easting,
                moved ? in.getText() : before.units,
                arrival,
                turn,
                partition,
                offset,
                item,
                0,
                0,
                rulesVersion);
    }

    private boolean isWhere(Reading other) {
        return Double.compare(surfaceLevel, other.surfaceLevel) == 0
                && Double.compare(northing, other.northing) == 0
                && Double.compare(easting, other.easting) == 0
                && units.equals(other.units);
    }
}
