package io.sitewatch.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireParserTest {
    private static final String READING = "{\"borehole_number\":\"BH-4493\",\"instrument\":\"water_standpipe\","
            + "\"surface_level\":79.45,\"northing\":5815854,\"easting\":323112,\"reading\":77.66,"
            + "\"timestamp\":\"2022-05-02T08:06:42.882Z\"}";

    private final WireParser parser = new WireParser();

    @Property(tries = 5000)
    void noBytesStopIt(@ForAll byte[] bytes) {
        assertThat(parser.parse(bytes)).isNotEmpty().allMatch(item -> item.fault() != null);
    }

    @Property(tries = 3000)
    void aReadingCutOrSpoiltAnywhereIsAnswered(@ForAll int at, @ForAll byte with) {
        byte[] spoilt = READING.getBytes(StandardCharsets.UTF_8);
        spoilt[Math.floorMod(at, spoilt.length)] = with;
        assertThat(parser.parse(spoilt)).hasSize(1);
        byte[] cut = Arrays.copyOf(spoilt, Math.floorMod(at, spoilt.length));
        assertThat(parser.parse(cut)).hasSize(1).allMatch(item -> item.fault() == RejectReason.UNPARSEABLE);
    }

    @Test
    void aSnapshotIsItsItemsAndEachKnowsItsOwnBytes() {
        String snapshot = "{\"items\": [" + READING + " , 7, " + READING + "], \"instruments\": 9, \"units\":\"m\"}";
        byte[] bytes = snapshot.getBytes(StandardCharsets.UTF_8);
        List<WireItem> items = parser.parse(bytes);
        assertThat(items).extracting(WireItem::fault).containsExactly(null, RejectReason.UNPARSEABLE, null);
        assertThat(items)
                .extracting(item -> new String(bytes, item.from(), item.length(), StandardCharsets.UTF_8))
                .containsExactly(READING, "7", READING);
        assertThat(items.get(0).units).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32BE"})
    void otherUnicodeIsReadAsJsonOnceWas(String charset) {
        assertThat(parser.parse(READING.getBytes(Charset.forName(charset))))
                .allMatch(item -> item.fault() == null && item.boreholeNumber.equals("BH-4493"));
    }

    /** Two bytes for a slash: read as one, the same borehole would have several spellings. */
    @Test
    void overlongFormsAreNoText() {
        byte[] bytes = READING.replace("BH-4493", "BH-~~91").getBytes(StandardCharsets.UTF_8);
        int at = new String(bytes, StandardCharsets.US_ASCII).indexOf("~~");
        bytes[at] = (byte) 0xC0;
        bytes[at + 1] = (byte) 0xAF;
        assertThat(parser.parse(bytes)).hasSize(1).allMatch(item -> item.fault() == RejectReason.UNPARSEABLE);
        assertThat(parser.parse(READING.replace("BH-4493", "Bohrloch Süd 1").getBytes(StandardCharsets.UTF_8)))
                .allMatch(item -> item.fault() == null && item.boreholeNumber.equals("Bohrloch Süd 1"));
    }

    @Test
    void anErrorWithoutReadingsIsOneRejectionHoweverItIsWrapped() {
        for (String message : List.of("{\"error\":\"down\"}", "{\"error\":\"down\",\"items\":[]}")) {
            assertThat(parser.parse(message.getBytes(StandardCharsets.UTF_8)))
                    .hasSize(1)
                    .allMatch(item -> item.fault() == RejectReason.UNPARSEABLE);
        }
        assertThat(parser.parse("{\"error\":null,\"items\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aByteOrderMarkAndUnknownFieldsAreOverlooked() {
        String more = "\uFEFF{\"more\":{\"deep\":[1,{}]}," + READING.substring(1);
        assertThat(parser.parse(more.getBytes(StandardCharsets.UTF_8))).allMatch(item -> item.fault() == null);
    }

    @Test
    void depthAndLengthStopNothing() {
        byte[] deep = "{\"a\":".concat("[".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(deep)).allMatch(item -> item.fault() == RejectReason.UNPARSEABLE);
        byte[] huge = READING.replace("BH-4493", "x".repeat(10_000_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(huge)).allMatch(item -> item.fault() == RejectReason.UNPARSEABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\u0007"})
    void whatNoStoreCanKeepIsNoBoreholeNumber(String text) {
        byte[] bytes = READING.replace("BH-4493", "BH" + text).getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(bytes)).allMatch(item -> item.fault() == RejectReason.UNPARSEABLE);
    }
}
