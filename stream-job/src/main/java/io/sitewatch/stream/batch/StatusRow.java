package io.sitewatch.stream.batch;

import io.sitewatch.readings.Level;
import io.sitewatch.stream.meaning.ByteReader;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.InstrumentStatus;

/** The form in which an instrument's status comes to the driver. */
public final class StatusRow {
    private static final Level[] LEVELS = Level.values();

    private StatusRow() {}

    public static void write(InstrumentStatus status, ByteWriter out) {
        out.putText(status.key().text())
                .putVar(status.newestTs())
                .put(status.level().ordinal())
                .put(status.stale() ? 1 : 0)
                .putVar(status.expiresAt())
                .putVar(status.averaged())
                .putVar(status.duplicate());
    }

    public static InstrumentStatus readFrom(ByteReader in) {
        return new InstrumentStatus(
                InstrumentKey.of(in.getText()),
                in.getVar(),
                LEVELS[in.get()],
                in.get() != 0,
                in.getVar(),
                in.getVar(),
                in.getVar());
    }
}
