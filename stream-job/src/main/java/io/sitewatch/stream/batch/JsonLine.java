package io.sitewatch.stream.batch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.Times;

/** A flat JSON object on one line. Written by hand because every record passes here. */
public final class JsonLine {
    private final ByteWriter out;
    private final int start;

    public JsonLine() {
        this(new ByteWriter(384));
    }

    /** One behind what is there already; {@link #end()} completes it. */
    public JsonLine(ByteWriter out) {
        this.out = out.put('{');
        this.start = out.length();
    }

    public JsonLine text(String name, String value) {
        name(name)
                .put('"')
                .putRaw(JsonStringEncoder.getInstance().quoteAsUTF8(value))
                .put('"');
        return this;
    }

    /** Text of our own that needs no escaping, such as labels. */
    public JsonLine plain(String name, String value) {
        name(name).put('"').putAscii(value).put('"');
        return this;
    }

    /** Microseconds since 1970, as ISO-8601 in UTC. */
    public JsonLine time(String name, long micros) {
        name(name).put('"').putRaw(Times.ascii(micros)).put('"');
        return this;
    }

    /** The shortest form that reads back the same; NaN is null. */
    public JsonLine number(String name, double value) {
        name(name).putAscii(Double.isNaN(value) ? "null" : NumberOutput.toString(value, true));
        return this;
    }

    public JsonLine whole(String name, long value) {
        name(name).putAscii(Long.toString(value));
        return this;
    }

    public JsonLine flag(String name, boolean value) {
        name(name).putAscii(Boolean.toString(value));
        return this;
    }

    public JsonLine nothing(String name) {
        name(name).putAscii("null");
        return this;
    }

    public byte[] toBytes() {
        return end().toBytes();
    }

    /** Closes the object; what it was written into may be written on. */
    public ByteWriter end() {
        return out.put('}');
    }

    private ByteWriter name(String name) {
        if (out.length() > start) {
            out.put(',');
        }
        return out.put('"').putAscii(name).putAscii("\":");
    }
}
