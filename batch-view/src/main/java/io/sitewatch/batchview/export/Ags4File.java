package io.sitewatch.batchview.export;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The form of an AGS4 file, by the rules of the AGS 4.1.1 data format (Association of Geotechnical and Geoenvironmental
 * Specialists): ASCII (rule 1), lines end in CR LF (2a), a group is its GROUP, HEADING, UNIT, TYPE and DATA lines (2b, 3,
 * 4), every field quoted, a quote doubled (5), separated by commas with nothing between (6). It remembers the units and
 * types that were used, which the file must list (15, 17).
 */
final class Ags4File implements Closeable {
    private final BufferedWriter out;
    private final Set<String> units = new LinkedHashSet<>();
    private final Set<String> types = new LinkedHashSet<>();
    private int fields;

    Ags4File(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII), 32 * 1024);
    }

    /** Begins a group: its headings in the order of the dictionary. */
    void group(String name, Heading... headings) throws IOException {
        List<Heading> all = Arrays.asList(headings);
        if (fields > 0) {
            out.write("\r\n");
        }
        fields = headings.length;
        line("GROUP", List.of(name));
        line("HEADING", all.stream().map(Heading::name).toList());
        line("UNIT", all.stream().map(Heading::unit).toList());
        line("TYPE", all.stream().map(Heading::type).toList());
        all.forEach(heading -> {
            uses(heading.unit());
            types.add(heading.type());
        });
    }

    /** A row of the present group; null is an empty field. */
    void data(String... values) throws IOException {
        if (values.length != fields) {
            throw new IllegalArgumentException(values.length + " values for " + fields + " headings");
        }
        line("DATA", Arrays.asList(values));
    }

    /** A unit that stands in a field of type PU. */
    void uses(String unit) {
        if (!unit.isEmpty()) {
            units.add(unit);
        }
    }

    /** Units used so far. */
    List<String> units() {
        return List.copyOf(units);
    }

    /** Types used so far. */
    List<String> types() {
        return List.copyOf(types);
    }

    private void line(String descriptor, List<String> values) throws IOException {
        List<String> quoted = new ArrayList<>(values.size() + 1);
        quoted.add(quote(descriptor));
        values.forEach(value -> quoted.add(quote(value)));
        out.write(String.join(",", quoted));
        out.write("\r\n");
    }

    private static String quote(String value) {
        return '"' + ascii(value == null ? "" : value).replace("\"", "\"\"") + '"';
    }

    /** Text that ASCII can carry: a control character is a space, any other one its code point, so that names stay apart. */
    static String ascii(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point < 0x20 || point == 0x7f) {
                plain.append(' ');
            } else if (point < 0x7f) {
                plain.appendCodePoint(point);
            } else {
                plain.append("_u%04X".formatted(point));
            }
        });
        return plain.toString();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A heading with its unit, which may be empty, and its data type. */
    record Heading(String name, String unit, String type) {}
}
