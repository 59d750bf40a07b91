package io.sitewatch.stream.batch;

import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.RecordChange;
import io.sitewatch.stream.meaning.Times;
import java.nio.charset.StandardCharsets;

/**
 * A record made ready for the views, in the executors: the driver only passes the bytes on.
 *
 * @param windowStart microseconds since 1970
 * @param northing in the site's coordinate system; NaN when the reading had none, and so is easting
 * @param copy the row in PostgreSQL's binary COPY format
 * @param json the value in the topics, and most of the document in Elasticsearch
 * @param isFirst whether this run had no record of that window before
 */
public record RecordRow(
        InstrumentKey key,
        long windowStart,
        long revision,
        double northing,
        double easting,
        byte[] copy,
        byte[] json,
        boolean isFirst) {

    /** Appends the change, made ready. */
    public static void write(RecordChange change, ByteWriter out) {
        out.putText(change.key().text()).putVar(change.windowStart()).putVar(change.revision());
        out.putDouble(change.northing()).putDouble(change.easting());
        out.putSized(copy(change));
        out.putSized(json(change));
        out.put(change.isFirst() ? 1 : 0);
    }

    public static RecordRow readFrom(ByteReader in) {
        return new RecordRow(
                InstrumentKey.of(in.getText()),
                in.getVar(),
                in.getVar(),
                in.getDouble(),
                in.getDouble(),
                in.getSized(),
                in.getSized(),
                in.get() != 0);
    }

    private static byte[] copy(RecordChange change) {
        CopyRow row = new CopyRow(16);
        row.text(change.key().type().label())
                .text(change.key().boreholeNumber())
                .time(change.windowStart())
                .time(change.windowEnd())
                .number(change.surfaceLevel())
                .number(change.northing())
                .number(change.easting())
                .number(change.reading())
                .time(change.ts())
                .text(change.units())
                .whole(change.samples())
                .number(change.readingMin())
                .number(change.readingMax())
                .text(change.level().label())
                .whole(change.revision())
                .time(change.updatedAt() * 1000);
        return row.toBytes();
    }

    private static byte[] json(RecordChange change) {
        return new JsonLine()
                .text("borehole_number", change.key().boreholeNumber())
                .plain("instrument", change.key().type().label())
                .number("surface_level", change.surfaceLevel())
                .number("northing", change.northing())
                .number("easting", change.easting())
                .number("reading", change.reading())
                .time("ts", change.ts())
                .text("units", change.units())
                .time("window_start", change.windowStart())
                .time("window_end", change.windowEnd())
                .whole("samples", change.samples())
                .number("reading_min", change.readingMin())
                .number("reading_max", change.readingMax())
                .plain("level", change.level().label())
                .whole("revision", change.revision())
                .time("updated_at", change.updatedAt() * 1000)
                .toBytes();
    }

    /** The document's id in Elasticsearch: {@code piezometer/BH-1/2022-05-02T08:06:40Z}. */
    public String documentId() {
        return key.text() + "/" + Times.text(windowStart);
    }

    public byte[] messageKey() {
        return key.boreholeNumber().getBytes(StandardCharsets.UTF_8);
    }
}
