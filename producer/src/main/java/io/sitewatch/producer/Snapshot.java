package io.sitewatch.producer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The envelope of the wire format, read without touching what is inside: each item is the text between its first and its
 * last character. So an item that is odd in any way (a number that no double holds, NaN, not even an object) goes on as
 * its source wrote it, and a large answer costs no tree of objects.
 *
 * @param units the JSON text of the envelope's units, or null
 * @param error the JSON text of the envelope's error, or null
 * @param items the JSON texts, or null when there is no list of them
 */
record Snapshot(String units, String error, List<String> items) {

    /**
     * The envelope in that text; order of fields and extra ones do not matter.
     *
     * @throws IOException when the text is no single JSON object
     */
    static Snapshot of(String text) throws IOException {
        try (JsonParser parser = JsonText.parser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            String units = null;
            String error = null;
            List<String> items = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    items = items(parser, text);
                } else {
                    String raw = JsonText.raw(parser, text);
                    if (name.equals("units") && value == JsonToken.VALUE_STRING) {
                        units = raw;
                    } else if (name.equals("error") && value != JsonToken.VALUE_NULL) {
                        error = raw;
                    }
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
            return new Snapshot(units, error, items);
        }
    }

    private static List<String> items(JsonParser parser, String text) throws IOException {
        List<String> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(JsonText.raw(parser, text));
        }
        return items;
    }
}
