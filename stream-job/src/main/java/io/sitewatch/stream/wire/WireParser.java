package io.sitewatch.stream.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.sitewatch.readings.RejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the wire format: a single reading, or a snapshot with its readings in {@code items}. Whatever the bytes are, it
 * answers and never throws: what cannot be read is an item with a fault.
 */
public final class WireParser {
    /** Longest borehole number, in UTF-16 units: it is part of document ids, which Elasticsearch bounds. */
    static final int LONGEST_TEXT = 128;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** The readings that these bytes hold; one with a fault when they hold none that can be told apart. */
    public List<WireItem> parse(byte[] value) {
        if (value == null || value.length == 0) {
            return List.of(unparseable("the message is empty"));
        }
        if (!isUnicode(value)) {
            return List.of(unparseable("the message is no valid UTF-8"));
        }
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return List.of(unparseable("the message is no JSON object"));
            }
            List<WireItem> items = message(parser);
            if (parser.nextToken() != null) {
                return List.of(unparseable("the message goes on behind its JSON object"));
            }
            return items;
        } catch (IOException | RuntimeException unreadable) {
            return List.of(unparseable(shortened(unreadable.getMessage())));
        }
    }

    /** The parser overlooks overlong forms, by which one text has several spellings. UTF-16 and UTF-32 it tells by their zeros. */
    private static boolean isUnicode(byte[] value) {
        int any = 0;
        for (byte each : value) {
            any |= each;
        }
        if (any >= 0 || isWide(value)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }

    /** Two or four bytes a character: a byte order mark, or one of the first four bytes is 0. */
    private static boolean isWide(byte[] value) {
        boolean hasMark = value.length > 1
                && ((value[0] == (byte) 0xFE && value[1] == (byte) 0xFF)
                        || (value[0] == (byte) 0xFF && value[1] == (byte) 0xFE));
        boolean hasZero = false;
        for (int i = 0; i < Math.min(4, value.length); i++) {
            hasZero |= value[i] == 0;
        }
        return hasMark || hasZero;
    }

    private static List<WireItem> message(JsonParser parser) throws IOException {
        WireItem single = new WireItem();
        List<WireItem> items = null;
        boolean isSnapshot = false;
        boolean isReading = false;
        String error = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("items")) {
                isSnapshot = true;
                items = items(parser);
            } else if (name.equals("error")) {
                error = parser.getValueAsString("");
                parser.skipChildren();
            } else {
                isReading |= name.equals("instrument");
                field(parser, name, single);
            }
        }
        if (!isSnapshot) {
            if (error != null && !isReading) {
                return List.of(unparseable("the message is an error: " + shortened(error)));
            }
            return List.of(finished(single));
        }
        if (items == null) {
            return List.of(unparseable("items is no list"));
        }
        if (items.isEmpty() && error != null && !error.isBlank()) {
            return List.of(unparseable("the message is an error: " + shortened(error)));
        }
        for (WireItem item : items) {
            item.units = item.units == null || item.units.isEmpty() ? single.units : item.units;
        }
        return items;
    }

    private static List<WireItem> items(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<WireItem> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long from = parser.currentTokenLocation().getByteOffset();
            WireItem item = new WireItem();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    field(parser, name, item);
                }
                finished(item);
            } else {
                parser.skipChildren();
                item.fault(RejectReason.UNPARSEABLE, "an item is no JSON object");
            }
            if (from >= 0) {
                parser.finishToken();
                item.from = (int) from;
                item.length = (int) (parser.currentLocation().getByteOffset() - from);
            }
            items.add(item);
        }
        return items;
    }

    private static void field(JsonParser parser, String name, WireItem item) throws IOException {
        switch (name) {
            case "borehole_number" -> item.boreholeNumber = storable(text(parser, name, item), name, item);
            case "instrument" -> item.instrument = text(parser, name, item);
            case "timestamp" -> item.timestamp = text(parser, name, item);
            case "units" -> item.units = storable(text(parser, name, item), name, item);
            case "reading" -> {
                item.hasReading = isPresent(parser);
                item.reading = number(parser, name, item);
            }
            case "surface_level" -> item.surfaceLevel = number(parser, name, item);
            case "northing" -> item.northing = number(parser, name, item);
            case "easting" -> item.easting = number(parser, name, item);
            default -> parser.skipChildren();
        }
    }

    private static String text(JsonParser parser, String name, WireItem item) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            item.fault(RejectReason.UNPARSEABLE, name + " is no text");
            return null;
        }
        return parser.getText().strip();
    }

    /** Text that goes into the views as it is. */
    private static String storable(String text, String name, WireItem item) {
        if (text == null || (text.length() <= LONGEST_TEXT && isStorable(text))) {
            return text;
        }
        item.fault(
                RejectReason.UNPARSEABLE,
                name + " is longer than " + LONGEST_TEXT + " characters or has control characters");
        return null;
    }

    /** PostgreSQL has no NUL, UTF-8 no half of a pair, and nobody sees the other control characters. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return text.codePoints()
                        .noneMatch(
                                code -> Character.isISOControl(code) || Character.getType(code) == Character.SURROGATE);
            }
        }
        return true;
    }

    private static boolean isPresent(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> false;
            case VALUE_STRING -> !parser.getText().isBlank();
            default -> true;
        };
    }

    private static double number(JsonParser parser, String name, WireItem item) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            double value = parser.getDoubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
            item.fault(RejectReason.NOT_A_NUMBER, name + " is not finite");
        } else if (isPresent(parser)) {
            parser.skipChildren();
            item.fault(RejectReason.NOT_A_NUMBER, name + " is no number");
        }
        return Double.NaN;
    }

    private static WireItem finished(WireItem item) {
        require(item, "borehole_number", item.boreholeNumber);
        require(item, "instrument", item.instrument);
        require(item, "timestamp", item.timestamp);
        if (!item.hasReading) {
            item.fault(RejectReason.MISSING_FIELD, "reading is null, absent or empty");
        }
        return item;
    }

    private static void require(WireItem item, String name, String text) {
        if (text == null || text.isEmpty()) {
            item.fault(RejectReason.MISSING_FIELD, name + " is null, absent or empty");
        }
    }

    private static WireItem unparseable(String detail) {
        WireItem item = new WireItem();
        item.fault(RejectReason.UNPARSEABLE, detail);
        return item;
    }

    /** Parsers quote what they choke on: keep the first line, and not much of it. */
    private static String shortened(String message) {
        if (message == null) {
            return "the message is no JSON object";
        }
        return WireItem.shortened(message.lines().findFirst().orElse(""));
    }
}
