package io.sitewatch.stream.meaning;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer for the compact forms that cross the shuffle and live in the state store. */
public final class ByteWriter {
    private byte[] buffer;
    private int length;

    public ByteWriter() {
        this(128);
    }

    public ByteWriter(int capacity) {
        buffer = new byte[capacity];
    }

    public ByteWriter put(int value) {
        room(1);
        buffer[length++] = (byte) value;
        return this;
    }

    /** Seven bits a byte, small magnitudes of either sign short. */
    public ByteWriter putVar(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
        return this;
    }

    public ByteWriter putShort(int value) {
        return put(value >> 8).put(value);
    }

    public ByteWriter putInt(int value) {
        return putShort(value >> 16).putShort(value);
    }

    public ByteWriter putLong(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >> shift);
        }
        return this;
    }

    public ByteWriter putDouble(double value) {
        return putLong(Double.doubleToRawLongBits(value));
    }

    /** The text in UTF-8 behind its length. */
    public ByteWriter putText(String text) {
        return putSized(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes behind their length. */
    public ByteWriter putSized(byte[] bytes) {
        return putVar(bytes.length).putRaw(bytes);
    }

    public ByteWriter putRaw(byte[] bytes) {
        return putRaw(bytes, 0, bytes.length);
    }

    /** Those from one place to before another. */
    public ByteWriter putRaw(byte[] bytes, int from, int to) {
        int more = to - from;
        room(more);
        System.arraycopy(bytes, from, buffer, length, more);
        length += more;
        return this;
    }

    /** All that the other has. */
    public ByteWriter put(ByteWriter other) {
        return putRaw(other.buffer, 0, other.length);
    }

    /** ASCII only: the parts of JSON that are ours. */
    public ByteWriter putAscii(String text) {
        int more = text.length();
        room(more);
        for (int i = 0; i < more; i++) {
            buffer[length + i] = (byte) text.charAt(i);
        }
        length += more;
        return this;
    }

    public int length() {
        return length;
    }

    /** The buffer itself, of which {@link #length()} bytes count, until something else is written. */
    public byte[] buffer() {
        return buffer;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    /** Empties the buffer, keeping its room. */
    public ByteWriter clear() {
        length = 0;
        return this;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
