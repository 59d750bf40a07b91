package io.sitewatch.stream.source;

import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.Reading;

/**
 * Something that could not be used.
 *
 * @param arrival the Kafka record's own time, milliseconds since 1970
 * @param item index within a snapshot
 * @param from where in the message it stands, and its {@code length}; length 0: it is the whole message
 * @param original its bytes; null when they are many and stay in the log until they are written out
 */
public record Rejection(
        RejectReason reason,
        String detail,
        int partition,
        long offset,
        long arrival,
        int item,
        int from,
        int length,
        byte[] original) {

    private static final RejectReason[] REASONS = RejectReason.values();

    /** Of a reading whose window is final: what it was stands in the log. */
    public static Rejection tooLate(Reading reading) {
        return new Rejection(
                RejectReason.LATE,
                "the window is final: the log's own time is beyond the site's lateness",
                reading.partition(),
                reading.offset(),
                reading.arrival(),
                reading.item(),
                reading.from(),
                reading.length(),
                null);
    }

    public void writeTo(ByteWriter out) {
        out.put(reason.ordinal())
                .putText(detail)
                .putVar(partition)
                .putVar(offset)
                .putVar(arrival)
                .putVar(item)
                .putVar(from)
                .putVar(length)
                .put(original == null ? 0 : 1);
        if (original != null) {
            out.putSized(original);
        }
    }

    public static Rejection readFrom(ByteReader in) {
        return new Rejection(
                REASONS[in.get()],
                in.getText(),
                in.getVarInt(),
                in.getVar(),
                in.getVar(),
                in.getVarInt(),
                in.getVarInt(),
                in.getVarInt(),
                in.get() == 0 ? null : in.getSized());
    }
}
