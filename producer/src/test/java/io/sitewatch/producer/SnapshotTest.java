package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SnapshotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Instant NOW = Instant.parse("2026-05-02T08:06:42.882917Z");

    @Property
    void findsEachItemAsItWasWrittenInAnyOrderOfFields(
            @ForAll("lists") List<String> items, @ForAll("values") String extra, @ForAll long order)
            throws IOException {
        List<String> fields = new ArrayList<>(
                List.of("\"units\" : \"m\"", "\"items\":[ " + String.join(" ,\n", items) + "]", "\"extra\":" + extra));
        Collections.shuffle(fields, new Random(order));
        assertThat(Snapshot.of(" {" + String.join(" , ", fields) + "}\n"))
                .isEqualTo(new Snapshot("\"m\"", null, items));
    }

    @Property(tries = 50)
    void findsItemsAcrossTheParsersBuffers(@ForAll("values") String item, @ForAll @IntRange(max = 70_000) int before)
            throws IOException {
        String text = "{\"pad\":\"" + "ä".repeat(before) + "\",\"items\":[" + item + "," + item + "]}";
        assertThat(Snapshot.of(text).items()).containsExactly(item, item);
    }

    @Property
    void noCutOfASnapshotIsOne(@ForAll("objects") ObjectNode item, @ForAll @IntRange(min = 1, max = 10_000) int place) {
        String whole = "{\"units\":\"m\",\"items\":[" + item + "]}";
        String cut = whole.substring(0, place % whole.length());
        assertThatThrownBy(() -> Snapshot.of(cut)).isInstanceOf(IOException.class);
    }

    @Property
    void aMessageHasTheItemsFieldsAndWhatIsKnownOfThem(@ForAll("objects") ObjectNode item)
            throws JsonProcessingException {
        Message message = new ItemMessages("path", "\"kPa\"", NOW).message(item.toString());
        ObjectNode expected = item.deepCopy();
        JsonNode units = item.path("units");
        if (units.isMissingNode()
                || units.isNull()
                || units.isTextual() && units.textValue().isBlank()) {
            expected.put("units", "kPa");
        }
        expected.put("received_at", "2026-05-02T08:06:42.882Z");
        assertThat(parsed(message)).isEqualTo(expected);
    }

    @Property
    void aMessageOfAnyValueHasAKey(@ForAll("values") String item) {
        assertThat(new ItemMessages("path", null, NOW).message(item).key()).isNotBlank();
    }

    @Example
    void withoutUnitsNoneAreMadeUp() throws JsonProcessingException {
        assertThat(parsed(new ItemMessages("path", null, NOW).message("{\"a\":1}"))
                        .has("units"))
                .isFalse();
    }

    @Example
    void aMonstrousKeyIsThePath() {
        String item = "{\"instrument\":\"piezometer\",\"borehole_number\":\"" + "B".repeat(500) + "\"}";
        assertThat(new ItemMessages("path", null, NOW).message(item).key()).isEqualTo("path");
    }

    @Example
    void ofTwoFieldsOfOneNameTheLastCounts() throws JsonProcessingException {
        Message message = new ItemMessages("path", null, NOW)
                .message("{\"instrument\":\"a\",\"borehole_number\":\"1\",\"instrument\":\"b\"}");
        assertThat(message.key()).isEqualTo("b/1");
        assertThat(parsed(message).get("instrument").textValue()).isEqualTo("b");
    }

    private static JsonNode parsed(Message message) throws JsonProcessingException {
        return JSON.readTree(new String(message.value(), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return values().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> odd =
                Arbitraries.of("NaN", "-0.0", "1e999", "12345678901234567890123.450", "null", "true", "\"\\u0041\\n\"");
        return Arbitraries.oneOf(
                odd, objects().map(ObjectNode::toString), Arbitraries.strings().map(s -> NODES.textNode(s)
                        .toString()));
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("instrument", "borehole_number", "reading", "units", "received_at", "items"),
                Arbitraries.strings().ofMaxLength(6));
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).map(NODES::textNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.of(
                        NODES.nullNode(),
                        NODES.booleanNode(true),
                        NODES.arrayNode().add(1),
                        NODES.objectNode().put("a", "}")));
        return Combinators.combine(names.list().ofMaxSize(8), leaves.list().ofSize(8))
                .as((keys, values) -> {
                    ObjectNode object = NODES.objectNode();
                    for (int i = 0; i < keys.size(); i++) {
                        object.set(keys.get(i), values.get(i));
                    }
                    return object;
                });
    }
}
