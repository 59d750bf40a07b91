package io.sitewatch.stream.batch;

import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.InstrumentStatus;
import io.sitewatch.stream.source.Rejection;
import io.sitewatch.stream.source.RowKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one batch brought, for the views. The same batch run again is equal, in the same order.
 *
 * @param received readings that came in
 * @param plan what the batch says of itself
 */
public record Batch(
        long id,
        long received,
        Plan plan,
        List<RecordRow> records,
        List<AlertChange> alerts,
        List<Rejection> rejections,
        List<InstrumentStatus> statuses) {

    /**
     * What a batch says of itself.
     *
     * @param end offsets in the topic behind it: {@code {"monitoring":{"0":42}}}
     * @param now its clock, milliseconds since 1970
     * @param logTime up to when the log is known to have been read, milliseconds since 1970
     */
    public record Plan(String end, long now, long logTime) {
        /** Whether there was nothing more in the log when the batch was planned. */
        public boolean hasCaughtUp() {
            return now == logTime;
        }
    }

    /** The batch of these rows. */
    public static Batch of(long id, List<byte[]> rows) {
        long received = 0;
        Plan plan = null;
        List<RecordRow> records = new ArrayList<>();
        List<AlertChange> alerts = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        List<InstrumentStatus> statuses = new ArrayList<>();
        for (byte[] row : rows) {
            ByteReader in = new ByteReader(row);
            while (in.hasMore()) {
                switch (in.get()) {
                    case RowKind.RECORD -> records.add(RecordRow.readFrom(in));
                    case RowKind.ALERT -> alerts.add(AlertRow.readFrom(in));
                    case RowKind.REJECTION -> rejections.add(Rejection.readFrom(in));
                    case RowKind.STATUS -> statuses.add(StatusRow.readFrom(in));
                    case RowKind.RECEIVED -> received += in.getVar();
                    case RowKind.PLAN -> plan = new Plan(in.getText(), in.getVar(), in.getVar());
                    default -> throw new IllegalStateException("an entry of unknown kind");
                }
            }
        }
        rejections.sort(Comparator.comparingInt(Rejection::partition)
                .thenComparingLong(Rejection::offset)
                .thenComparingInt(Rejection::item));
        return new Batch(id, received, plan, records, alerts, rejections, statuses);
    }

    /** What the counters rise by. */
    public Counts counts() {
        long averaged = 0;
        long duplicate = 0;
        for (InstrumentStatus status : statuses) {
            averaged += status.averaged();
            duplicate += status.duplicate();
        }
        Map<RejectReason, Long> byReason = new EnumMap<>(RejectReason.class);
        rejections.forEach(rejection -> byReason.merge(rejection.reason(), 1L, Long::sum));
        return new Counts(received, averaged, duplicate, byReason);
    }
}
