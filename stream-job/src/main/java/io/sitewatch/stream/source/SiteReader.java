package io.sitewatch.stream.source;

import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.checkpoint.RulesLog;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.Reading;
import io.sitewatch.stream.wire.Cleaning;
import io.sitewatch.stream.wire.WireItem;
import io.sitewatch.stream.wire.WireParser;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.util.LongAccumulator;

/** Turns the messages of one part of a batch into rows: readings, and what cannot be one. */
final class SiteReader implements PartitionReader<InternalRow> {
    /** Longer originals stay in the log until they are written out, so that a flood of them fits into memory. */
    private static final int CARRIED = 2048;

    /** Columns of Spark's Kafka source. */
    private static final int VALUE = 1;

    private static final int PARTITION = 3;
    private static final int OFFSET = 4;
    private static final int TIMESTAMP = 5;

    private final PartitionReader<InternalRow> kafka;
    private final SitePartition part;
    private final RulesLog rules;
    private final Cleaning cleaning;
    private final LongAccumulator readings;
    private final WireParser parser = new WireParser();
    private final ByteWriter out = new ByteWriter(256);
    private final Queue<InternalRow> ready = new ArrayDeque<>();
    private final Chunks chunks = new Chunks(ready);

    private InternalRow current;
    private String besides = RowKind.PAST_THE_FOLD;
    private long received;
    private boolean hasEnded;

    SiteReader(
            PartitionReader<InternalRow> kafka,
            SitePartition part,
            RulesLog rules,
            Cleaning cleaning,
            LongAccumulator readings) {
        this.kafka = kafka;
        this.part = part;
        this.rules = rules;
        this.cleaning = cleaning;
        this.readings = readings;
        if (part.control() != null) {
            control(part.control());
        }
    }

    @Override
    public boolean next() throws IOException {
        while ((current = ready.poll()) == null) {
            if (hasEnded) {
                return false;
            }
            if (kafka != null && kafka.next()) {
                message(kafka.get());
            } else {
                hasEnded = true;
                chunks.add(besides, out.clear().put(RowKind.RECEIVED).putVar(received));
                chunks.closeAll();
                readings.add(received);
            }
        }
        return true;
    }

    @Override
    public InternalRow get() {
        return current;
    }

    @Override
    public void close() throws IOException {
        if (kafka != null) {
            kafka.close();
        }
    }

    private void control(SitePartition.Control control) {
        chunks.add(
                besides,
                out.clear()
                        .put(RowKind.PLAN)
                        .putText(control.end())
                        .putVar(part.now())
                        .putVar(part.logTime()));
        for (String instrument : control.looks()) {
            chunks.add(
                    instrument,
                    out.clear().put(RowKind.LOOK).putVar(part.logTime()).putVar(part.rules()));
        }
    }

    private void message(InternalRow message) {
        byte[] value = message.isNullAt(VALUE) ? null : message.getBinary(VALUE);
        int partition = message.getInt(PARTITION);
        long arrival = Math.floorDiv(message.getLong(TIMESTAMP), 1000L);
        Cleaning.Place place = new Cleaning.Place(partition, message.getLong(OFFSET), arrival);
        besides = RowKind.PAST_THE_FOLD + partition;
        int version = rules.versionAt(place.arrival(), part.rules());
        List<WireItem> items = parser.parse(value);
        for (int i = 0; i < items.size(); i++) {
            received++;
            cleaning.judge(
                    items.get(i), i, place, rules.rules(version), version, new Emission(items.get(i), i, place, value));
        }
    }

    /** Makes a row of what was decided about one item. */
    private final class Emission implements Cleaning.Decision {
        private final WireItem item;
        private final int index;
        private final Cleaning.Place place;
        private final byte[] value;

        Emission(WireItem item, int index, Cleaning.Place place, byte[] value) {
            this.item = item;
            this.index = index;
            this.place = place;
            this.value = value;
        }

        @Override
        public void clean(InstrumentKey key, Reading reading) {
            reading.writeTo(out.clear().put(RowKind.READING).putVar(part.now()));
            chunks.add(key.text(), out);
        }

        @Override
        public void rejected(RejectReason reason, String detail) {
            new Rejection(
                            reason,
                            detail,
                            place.partition(),
                            place.offset(),
                            place.arrival(),
                            index,
                            item.from(),
                            item.length(),
                            original())
                    .writeTo(out.clear().put(RowKind.REJECTION));
            chunks.add(besides, out);
        }

        private byte[] original() {
            if (value == null) {
                return new byte[0];
            }
            int size = item.length() == 0 ? value.length : item.length();
            if (size > CARRIED) {
                return null;
            }
            return item.length() == 0 ? value : Arrays.copyOfRange(value, item.from(), item.from() + size);
        }
    }
}
