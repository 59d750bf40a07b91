package io.sitewatch.stream.meaning;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. */
public final class ByteReader {
    private final byte[] buffer;
    private int position;

    public ByteReader(byte[] buffer) {
        this.buffer = buffer;
    }

    public boolean hasMore() {
        return position < buffer.length;
    }

    public byte get() {
        return buffer[position++];
    }

    public long getVar() {
        long bits = 0;
        int shift = 0;
        byte next;
        do {
            next = buffer[position++];
            bits |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return (bits >>> 1) ^ -(bits & 1);
    }

    public int getVarInt() {
        return Math.toIntExact(getVar());
    }

    public long getLong() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (buffer[position++] & 0xFF);
        }
        return value;
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    public String getText() {
        int size = getVarInt();
        String text = new String(buffer, position, size, StandardCharsets.UTF_8);
        position += size;
        return text;
    }

    public byte[] getSized() {
        int size = getVarInt();
        position += size;
        return Arrays.copyOfRange(buffer, position - size, position);
    }
}
