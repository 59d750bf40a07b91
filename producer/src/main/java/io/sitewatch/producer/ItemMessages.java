package io.sitewatch.producer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns items into the records of the log: the item's own fields as they were written, and {@code units} (the item's own,
 * else the envelope's) and {@code received_at}. The key is {@code instrument/borehole_number}.
 *
 * <p>An item that is no object stays as it is; without an instrument and a borehole number the key is the path.
 */
final class ItemMessages {
    private static final String UNITS = "units";
    private static final String RECEIVED_AT = "received_at";

    private static final int LONGEST_KEY = 200;

    private final String path;
    private final String units;
    private final Instant receivedAt;

    /** @param units the JSON text of the envelope's units, or null */
    ItemMessages(String path, String units, Instant receivedAt) {
        this.path = path;
        this.units = units;
        this.receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The record for the item with that JSON text. */
    Message message(String item) {
        try (JsonParser parser = JsonText.parser(item)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return object(parser, item);
            }
        } catch (IOException e) {
            // The envelope was read by the same rules; should an item still not be, it goes on as it is.
        }
        return Message.of(path, item.getBytes(StandardCharsets.UTF_8), receivedAt, path);
    }

    /** Whether a value is more than null and blank text. */
    private static boolean says(JsonToken token, String text) {
        return token == JsonToken.VALUE_STRING ? !text.isBlank() : token != JsonToken.VALUE_NULL;
    }

    private String key(String instrument, String borehole) {
        boolean known = !instrument.isBlank() && !borehole.isBlank();
        boolean plausible = instrument.length() + borehole.length() <= LONGEST_KEY;
        return known && plausible ? instrument + "/" + borehole : path;
    }

    private Message object(JsonParser parser, String item) throws IOException {
        StringBuilder value = new StringBuilder(item.length() + 96).append('{');
        String instrument = "";
        String borehole = "";
        String ownUnits = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
            String raw = JsonText.raw(parser, item);
            switch (name) {
                case UNITS -> ownUnits = says(token, text) ? raw : ownUnits;
                case RECEIVED_AT -> {}
                default ->
                    value.append(JsonText.quoted(name)).append(':').append(raw).append(',');
            }
            instrument = name.equals("instrument") ? text : instrument;
            borehole = name.equals("borehole_number") ? text : borehole;
        }
        String known = ownUnits == null ? units : ownUnits;
        if (known != null) {
            value.append("\"" + UNITS + "\":").append(known).append(',');
        }
        value.append("\"" + RECEIVED_AT + "\":\"").append(receivedAt).append("\"}");
        return Message.of(
                key(instrument, borehole), value.toString().getBytes(StandardCharsets.UTF_8), receivedAt, path);
    }
}
