package io.sitewatch.kube.protobuf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of the known messages, by number; see {@code messages.txt}. */
final class MessageTable {
    private static final Pattern FIELD = Pattern.compile("(\\d+) (\\w+) (?:(list|map)\\()?(\\w+)\\)?");

    /** How often a field comes. */
    enum Shape {
        ONE,
        LIST,
        MAP
    }

    record Field(String name, Shape shape, String type) {}

    private final Map<String, Map<Integer, Field>> messages = new HashMap<>();

    MessageTable() {
        try (InputStream in = MessageTable.class.getResourceAsStream("messages.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knows(String message) {
        return messages.containsKey(message);
    }

    /** The field, or null when it is unknown and to be skipped. */
    Field field(String message, int number) {
        return messages.getOrDefault(message, Map.of()).get(number);
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        Map<Integer, Field> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(line.substring(colon));
        while (matcher.find()) {
            Shape shape =
                    matcher.group(3) == null ? Shape.ONE : matcher.group(3).equals("list") ? Shape.LIST : Shape.MAP;
            fields.put(Integer.parseInt(matcher.group(1)), new Field(matcher.group(2), shape, matcher.group(4)));
        }
        messages.put(line.substring(0, colon), fields);
    }
}
