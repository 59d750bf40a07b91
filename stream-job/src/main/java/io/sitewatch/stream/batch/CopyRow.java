package io.sitewatch.stream.batch;

import io.sitewatch.stream.meaning.ByteWriter;
import java.nio.charset.StandardCharsets;

/** One row in PostgreSQL's binary COPY format. */
public final class CopyRow {
    /** What a stream of rows begins with: signature, no flags, no extension. */
    public static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    /** What it ends with. */
    public static final byte[] TRAILER = {(byte) 0xFF, (byte) 0xFF};

    /** PostgreSQL counts microseconds from the year 2000. */
    private static final long EPOCH = 946_684_800_000_000L;

    private final ByteWriter out = new ByteWriter(256);

    public CopyRow(int columns) {
        out.putShort(columns);
    }

    public CopyRow text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).putRaw(bytes);
        return this;
    }

    /** NaN is null. */
    public CopyRow number(double value) {
        if (Double.isNaN(value)) {
            out.putInt(-1);
        } else {
            out.putInt(8).putDouble(value);
        }
        return this;
    }

    public CopyRow whole(long value) {
        out.putInt(8).putLong(value);
        return this;
    }

    /** Microseconds since 1970. */
    public CopyRow time(long micros) {
        return whole(micros - EPOCH);
    }

    public CopyRow flag(boolean value) {
        out.putInt(1).put(value ? 1 : 0);
        return this;
    }

    public CopyRow nothing() {
        out.putInt(-1);
        return this;
    }

    public byte[] toBytes() {
        return out.toBytes();
    }
}
