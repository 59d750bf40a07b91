package io.sitewatch.stream.batch;

import io.sitewatch.stream.checkpoint.RulesLog;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.FoldOutput;
import io.sitewatch.stream.meaning.InstrumentFold;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.InstrumentStatus;
import io.sitewatch.stream.meaning.InstrumentStore;
import io.sitewatch.stream.meaning.Look;
import io.sitewatch.stream.meaning.Reading;
import io.sitewatch.stream.meaning.RecordChange;
import io.sitewatch.stream.source.Rejection;
import io.sitewatch.stream.source.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Lends Spark's state store to {@link InstrumentFold}; rows that are no instrument's pass by. */
public final class InstrumentProcessor extends StatefulProcessor<String, Tuple2<String, byte[]>, byte[]> {
    private final long windowMicros;
    private final long latenessMillis;
    /** Read once in each executor: this object itself is read anew by each task. */
    private final Broadcast<RulesLog> rules;

    private transient InstrumentFold fold;
    private transient ValueState<byte[]> head;
    private transient MapState<Long, byte[]> buckets;

    public InstrumentProcessor(long windowMicros, long latenessMillis, Broadcast<RulesLog> rules) {
        this.windowMicros = windowMicros;
        this.latenessMillis = latenessMillis;
        this.rules = rules;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        head = getHandle().getValueState("head", Encoders.BINARY(), TTLConfig.NONE());
        buckets = getHandle().getMapState("buckets", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
        fold = new InstrumentFold(windowMicros, latenessMillis, rules.value()::rules);
    }

    @Override
    public Iterator<byte[]> handleInputRows(String key, Iterator<Tuple2<String, byte[]>> rows, TimerValues timers) {
        if (key.startsWith(RowKind.PAST_THE_FOLD)) {
            return rows.map(Tuple2::_2);
        }
        List<Reading> readings = new ArrayList<>();
        List<Look> looks = new ArrayList<>();
        long now = 0;
        while (rows.hasNext()) {
            ByteReader in = new ByteReader(rows.next()._2());
            while (in.hasMore()) {
                if (in.get() == RowKind.READING) {
                    now = in.getVar();
                    readings.add(Reading.readFrom(in));
                } else {
                    looks.add(new Look(in.getVar(), in.getVarInt()));
                }
            }
        }
        Emission changes = new Emission();
        fold.apply(InstrumentKey.of(key), readings, looks, now, new SparkStore(), changes);
        return CollectionConverters.asScala(changes.rows().iterator());
    }

    private final class SparkStore implements InstrumentStore {
        @Override
        public byte[] head() {
            return head.get();
        }

        @Override
        public void head(byte[] bytes) {
            head.update(bytes);
        }

        @Override
        public byte[] bucket(long start) {
            return buckets.getValue(start);
        }

        @Override
        public void bucket(long start, byte[] bytes) {
            buckets.updateValue(start, bytes);
        }

        @Override
        public void removeBucket(long start) {
            buckets.removeKey(start);
        }
    }

    /** What comes out of one instrument's share of a batch, as few rows. */
    private static final class Emission implements FoldOutput {
        /** A row that has grown to that many bytes is whole. */
        private static final int LARGEST = 256 * 1024;

        private final List<byte[]> whole = new ArrayList<>(1);
        private final ByteWriter out = new ByteWriter(4096);

        @Override
        public void record(RecordChange change) {
            RecordRow.write(change, out.put(RowKind.RECORD));
            cut();
        }

        @Override
        public void alert(AlertChange change) {
            AlertRow.write(change, out.put(RowKind.ALERT));
            cut();
        }

        @Override
        public void tooLate(Reading reading) {
            Rejection.tooLate(reading).writeTo(out.put(RowKind.REJECTION));
            cut();
        }

        @Override
        public void status(InstrumentStatus status) {
            StatusRow.write(status, out.put(RowKind.STATUS));
        }

        List<byte[]> rows() {
            if (out.length() > 0) {
                whole.add(out.toBytes());
            }
            return whole;
        }

        private void cut() {
            if (out.length() >= LARGEST) {
                whole.add(out.toBytes());
                out.clear();
            }
        }
    }
}
