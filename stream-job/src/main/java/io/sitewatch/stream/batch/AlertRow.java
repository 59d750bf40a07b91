package io.sitewatch.stream.batch;

import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.Times;
import java.util.Locale;

/** Forms of an alert: across the wire to the driver, and in the topic and index. */
public final class AlertRow {
    private static final AlertChange.Act[] ACTS = AlertChange.Act.values();
    private static final AlertChange.Kind[] KINDS = AlertChange.Kind.values();

    private AlertRow() {}

    public static void write(AlertChange alert, ByteWriter out) {
        out.put(alert.act().ordinal())
                .putText(alert.key().text())
                .putVar(alert.at())
                .put(alert.kind().ordinal())
                .putText(alert.from())
                .putText(alert.to())
                .putDouble(alert.reading())
                .put(alert.late() ? 1 : 0)
                .putVar(alert.raisedAt())
                .putVar(alert.revision());
    }

    public static AlertChange readFrom(ByteReader in) {
        return new AlertChange(
                ACTS[in.get()],
                InstrumentKey.of(in.getText()),
                in.getVar(),
                KINDS[in.get()],
                in.getText(),
                in.getText(),
                in.getDouble(),
                in.get() != 0,
                in.getVar(),
                in.getVar());
    }

    /** {@code raised}, {@code corrected}, {@code withdrawn}. */
    public static String act(AlertChange alert) {
        return alert.act().name().toLowerCase(Locale.ROOT);
    }

    /** The message in the topic, and the document. */
    public static byte[] json(AlertChange alert) {
        return new JsonLine()
                .text("borehole_number", alert.key().boreholeNumber())
                .text("instrument", alert.key().type().label())
                .time("at", alert.at())
                .text("kind", alert.kind().label())
                .text("from_level", alert.from())
                .text("to_level", alert.to())
                .number("reading", alert.reading())
                .flag("late", alert.late())
                .text("act", act(alert))
                .time("raised_at", alert.raisedAt() * 1000)
                .whole("revision", alert.revision())
                .toBytes();
    }

    /** {@code piezometer/BH-1/2022-05-02T08:06:40Z/level}: what all that is said of one alert begins with. */
    public static String documentId(AlertChange alert) {
        return alert.key().text() + "/" + Times.text(alert.at()) + "/"
                + alert.kind().label();
    }
}
