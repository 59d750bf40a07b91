package io.sitewatch.stream.sink;

import io.sitewatch.stream.batch.AlertRow;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.Counts;
import io.sitewatch.stream.batch.JsonLine;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentStatus;
import io.sitewatch.stream.meaning.Times;
import java.time.Instant;
import java.util.Optional;

/** What is written into Elasticsearch: each document has the time of the event as {@code @timestamp}. */
final class SearchDocuments {
    private final Optional<SiteProjection> projection;

    SearchDocuments(Optional<SiteProjection> projection) {
        this.projection = projection;
    }

    /** The record as in the topics, at the start of its window, and where on earth it is when the site says how. */
    byte[] ofRecord(RecordRow row) {
        ByteWriter head = at(row.windowStart());
        projection
                .flatMap(known -> known.locate(row.easting(), row.northing()))
                .ifPresent(location -> head.putAscii(
                        ",\"location\":{\"lat\":" + location.latitude() + ",\"lon\":" + location.longitude() + "}"));
        return behind(head, row.json());
    }

    /** What is said of an alert. */
    static byte[] ofAlert(AlertChange alert) {
        return behind(at(alert.at()), AlertRow.json(alert));
    }

    /**
     * Its id: the same thing said again is the same document. A later run that decides otherwise says something else.
     */
    static String idOfAlert(AlertChange alert) {
        return AlertRow.documentId(alert) + "/" + AlertRow.act(alert) + "/" + alert.revision() + "/" + alert.to();
    }

    /**
     * That an alert is no more, which a later run does not raise.
     *
     * @param document {@code piezometer/BH-1/2022-05-02T08:06:40Z/level}
     */
    static byte[] ofGoneAlert(String document, Instant now, long version) {
        int afterType = document.indexOf('/');
        int beforeKind = document.lastIndexOf('/');
        int beforeTime = document.lastIndexOf('/', beforeKind - 1);
        String time = document.substring(beforeTime + 1, beforeKind);
        return new JsonLine()
                .text("@timestamp", time)
                .text("borehole_number", document.substring(afterType + 1, beforeTime))
                .text("instrument", document.substring(0, afterType))
                .text("at", time)
                .text("kind", document.substring(beforeKind + 1))
                .text("act", "withdrawn")
                .text("raised_at", now.toString())
                .whole("revision", version)
                .toBytes();
    }

    /** How an instrument stands. */
    static byte[] ofStatus(InstrumentStatus status) {
        return new JsonLine()
                .time("@timestamp", status.newestTs())
                .text("borehole_number", status.key().boreholeNumber())
                .text("instrument", status.key().type().label())
                .text("level", status.level().label())
                .text("state", status.stale() ? "stale" : "fresh")
                .toBytes();
    }

    /** What a batch brought, and how far behind its clock the log was read. */
    static byte[] ofBatch(Batch batch) {
        Counts counts = batch.counts();
        JsonLine line = new JsonLine()
                .text("@timestamp", Instant.ofEpochMilli(batch.plan().now()).toString())
                .whole("batch", batch.id())
                .whole("received", counts.received())
                .whole("averaged", counts.averaged())
                .whole("duplicate", counts.duplicate())
                .whole("rejected", counts.rejected())
                .number("behind_seconds", (batch.plan().now() - batch.plan().logTime()) / 1000.0);
        counts.rejectedByLabel().forEach((reason, count) -> line.whole("rejected_by_reason." + reason, count));
        return line.toBytes();
    }

    private static ByteWriter at(long micros) {
        return new ByteWriter(512)
                .putAscii("{\"@timestamp\":\"")
                .putRaw(Times.ascii(micros))
                .put('"');
    }

    /** One object of an open one and a whole one. */
    private static byte[] behind(ByteWriter head, byte[] json) {
        return head.put(',').putRaw(json, 1, json.length).toBytes();
    }
}
