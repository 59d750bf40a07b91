package io.sitewatch.stream.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Range;
import io.sitewatch.stream.meaning.RecordChange;
import io.sitewatch.stream.meaning.RuleSet;
import io.sitewatch.stream.meaning.Times;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the stream takes them for what the plain model takes them, for the same reason, and goes on. */
class HostileInputTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NOW = "\"2026-03-01T11:59:42.882Z\"";
    private static final SiteRules RULES = new SiteRules(List.of(new InstrumentRules(
            InstrumentType.PIEZOMETER, null, new Range(-500.0, 500.0), null, null, null, List.of())));

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void isTakenForWhatTheModelTakesItFor(@ForAll("messages") List<byte[]> values) {
        assertSame(values);
    }

    @Test
    void aBoreholeNumberThatNoViewCanKeepIsUnparseable() {
        List<String> numbers = List.of("\"\\u0000\"", "\"BH\\ud800\"", "\"BH\\u0085\"", "\"" + "B".repeat(129) + "\"");
        List<byte[]> values = numbers.stream()
                .map(number -> utf8("{\"borehole_number\":" + number
                        + ",\"instrument\":\"piezometer\",\"reading\":7,\"timestamp\":" + NOW + "}"))
                .toList();
        assertThat(assertSame(values).rejectedByReason()).isEqualTo(Map.of("unparseable", 4L));
    }

    @Test
    void aTypeOrTimeOfStrangeTextKeepsItsOwnReason() {
        String reading = "{\"borehole_number\":\"BH-1\",\"instrument\":\"%s\",\"reading\":7,\"timestamp\":%s}";
        MemoryStream stream = assertSame(List.of(
                utf8(reading.formatted("t".repeat(500), NOW)),
                utf8(reading.formatted("\\u0000", NOW)),
                utf8(reading.formatted("piezometer", "\"\\ud800\"")),
                utf8(reading.formatted("piezometer", "\"" + "9".repeat(500) + "\""))));
        assertThat(stream.rejectedByReason()).isEqualTo(Map.of("unknown_type", 2L, "bad_time", 2L));
    }

    @Test
    void noYearIsTakenForAnother() {
        String reading =
                "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":7,\"timestamp\":\"%s\"}";
        MemoryStream stream = assertSame(List.of(
                utf8(reading.formatted("9999-12-31T23:59:59.999999Z")),
                utf8(reading.formatted("+586568-05-31T03:15:10Z")),
                utf8(reading.formatted("+999999999-12-31T23:59:59Z")),
                utf8(reading.formatted("0001-01-01T00:00:00Z")),
                utf8(reading.formatted("-999999999-01-01T00:00:00Z"))));
        assertThat(stream.rejectedByReason()).isEqualTo(Map.of("future", 3L, "late", 2L));
    }

    /** PostgreSQL begins in 4713 BC: it refused the batch, again and again. */
    @Test
    void aReadingOfTheIceAgeIsLateWhateverTimeItsMessageHas() {
        MemoryStream stream = new MemoryStream(10, 7 * 86_400, new RuleSet(RULES));
        stream.batch(
                List.of(
                        Message.of(0, 0, -1_000_000_000_000_000L, iceAge()),
                        Message.of(0, 1, -1, iceAge()),
                        Message.of(0, 2, Long.MIN_VALUE / 1000, iceAge())),
                0);
        assertThat(stream.rejectedByReason()).isEqualTo(Map.of("late", 3L));
    }

    private static String iceAge() {
        return "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":7," + "\"timestamp\":\""
                + Instant.ofEpochMilli(-1_000_000_000_000_000L) + "\"}";
    }

    @Test
    void sizeAndDepthAreTakenAsTheyCome() {
        String reading =
                "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":7,\"timestamp\":" + NOW;
        byte[] noise = new byte[10_000_000];
        Arrays.fill(noise, (byte) 0x80);
        MemoryStream stream = assertSame(List.of(
                noise,
                utf8(reading + ",\"more\":\"" + "x".repeat(10_000_000) + "\"}"),
                utf8(reading + ",\"more\":" + "[".repeat(900) + "]".repeat(900) + "}"),
                utf8(reading + ",\"more\":" + "[".repeat(500_000)),
                utf8("{\"a\":".repeat(200_000))));
        assertThat(stream.averaged()).isEqualTo(1);
        assertThat(stream.duplicate()).isEqualTo(1);
        assertThat(stream.rejectedByReason()).isEqualTo(Map.of("unparseable", 3L));
    }

    @Provide
    Arbitrary<List<byte[]>> messages() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        return Arbitraries.frequencyOf(Tuple.of(1, noise), Tuple.of(6, encoded(json())), Tuple.of(2, spoilt(json())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Arbitrary<String> json() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, reading()),
                Tuple.of(
                        1,
                        Combinators.combine(reading().list().ofMaxSize(3), text())
                                .as((items, units) -> "{\"items\":" + items + ",\"units\":" + units + "}")));
    }

    private static Arbitrary<String> reading() {
        return Combinators.combine(
                        mostly("\"BH-1\"", text()),
                        mostly("\"piezometer\"", text()),
                        mostly("\"strain_gauge\"", text()),
                        mostly("7.25", number()),
                        mostly("79.45", number()),
                        mostly(NOW, time()),
                        mostly("\"kPa\"", text()),
                        mostly("", more()))
                .as((borehole, instrument, other, reading, level, time, units, more) -> "{\"borehole_number\":"
                        + borehole + ",\"instrument\":" + (reading.length() % 2 == 0 ? instrument : other)
                        + ",\"reading\":" + reading + ",\"surface_level\":" + level + ",\"timestamp\":" + time
                        + ",\"units\":" + units + more + "}");
    }

    private static Arbitrary<String> mostly(String usual, Arbitrary<String> strange) {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(usual)), Tuple.of(1, strange));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "\"\"",
                        "\" \"",
                        "\"\\u0000\"",
                        "\"\\ud800\"",
                        "\"\\ud83d\\ude00\"",
                        "\"ü漢字😀\"",
                        "17",
                        "true",
                        "[]",
                        "{\"a\":[1]}",
                        "\" BH-1\\t\"",
                        "\"/\"",
                        "\"#\"",
                        "\"\\\"\\\\\"",
                        "\"a/b#c\"",
                        "\"\\u2028\"",
                        "\"\\u007f\"",
                        "\"\\ufeff\"",
                        "\"" + "y".repeat(128) + "\"",
                        "\"" + "y".repeat(129) + "\""),
                Arbitraries.strings().ofMaxLength(4).map(HostileInputTest::quoted));
    }

    private static Arbitrary<String> number() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "\"\"",
                        "\" \"",
                        "\"12\"",
                        "\"out of water\"",
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "1e308",
                        "-1e308",
                        "1e309",
                        "1e999999999",
                        "-1e-308",
                        "4.9e-324",
                        "-0.0",
                        "500",
                        "500.0000001",
                        "true",
                        "[1]",
                        "{}",
                        "{\"a\":{}}",
                        "01",
                        "1.",
                        ".5",
                        "+1",
                        "0x10",
                        "99999999999999999999999999",
                        "1".repeat(999),
                        "1".repeat(1001)),
                Arbitraries.doubles().map(String::valueOf));
    }

    private static Arbitrary<String> time() {
        return Arbitraries.of(
                "null",
                "\"\"",
                "\"soon\"",
                "1772366382882",
                "\"2026-03-01T11:59:42\"",
                "\"2026-03-01 11:59:42Z\"",
                "\"2026-03-01t11:59:42z\"",
                "\"2026-03-01T11:59Z\"",
                "\"2026-03-01T11:59:42.Z\"",
                "\"2026-03-01T11:59:42.123456789Z\"",
                "\"2026-03-01T11:59:42.1234567891Z\"",
                "\"2026-03-01T12:59:42.5+01:00\"",
                "\"2026-03-01T11:59:42+18:01\"",
                "\"2026-03-01T11:59:42[UTC]\"",
                "\"2026-03-01T24:00:00Z\"",
                "\"2026-03-01T11:59:60Z\"",
                "\"2026-02-29T11:59:42Z\"",
                "\"2026-13-01T11:59:42Z\"",
                "\"2026-00-01T11:59:42Z\"",
                "\"2026-03-01T12:05:00Z\"",
                "\"2026-03-01T12:05:00.000001Z\"",
                "\"2026-03-01T11:00:00Z\"",
                "\"2026-03-01T10:59:59.999999Z\"",
                "\"0000-01-01T00:00:00Z\"",
                "\"0001-01-01T00:00:00Z\"",
                "\"9999-12-31T23:59:59Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"-0001-01-01T00:00:00Z\"",
                "\"２026-03-01T11:59:42Z\"",
                " " + NOW + " ");
    }

    private static Arbitrary<String> more() {
        return Arbitraries.of(
                ",\"\":\"\"",
                ",\"more\":{\"deep\":[1,{\"a\":null}]}",
                ",\"reading \":1",
                ",\"READING\":1",
                ",\"error\":\"no\"",
                ",\"error\":{}",
                ",\"more\":" + "{\"a\":".repeat(2000),
                ",",
                ",\"more\":'x'",
                "} {",
                "}]",
                "/* */");
    }

    private static Arbitrary<byte[]> encoded(Arbitrary<String> json) {
        Arbitrary<Charset> charset = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(StandardCharsets.UTF_8)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                StandardCharsets.UTF_16LE,
                                StandardCharsets.UTF_16BE,
                                StandardCharsets.UTF_16,
                                StandardCharsets.ISO_8859_1,
                                Charset.forName("UTF-32"))));
        Arbitrary<String> mark = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just("")), Tuple.of(1, Arbitraries.of("\uFEFF", "\uFEFF\uFEFF", "\n ")));
        return Combinators.combine(json, charset, mark).as((text, as, before) -> (before + text).getBytes(as));
    }

    /** One byte is another. */
    private static Arbitrary<byte[]> spoilt(Arbitrary<String> json) {
        return Combinators.combine(json, Arbitraries.integers().greaterOrEqual(0), Arbitraries.bytes())
                .as((text, at, with) -> {
                    byte[] bytes = utf8(text);
                    bytes[at % bytes.length] = with;
                    return bytes;
                });
    }

    private static MemoryStream assertSame(List<byte[]> values) {
        List<Message> log = new ArrayList<>();
        for (byte[] value : values) {
            log.add(new Message(0, log.size(), ARRIVAL.toEpochMilli(), value));
        }
        ReferenceModel model = new ReferenceModel(10, 3600, RULES);
        model.take(log);
        MemoryStream stream = new MemoryStream(10, 3600, new RuleSet(RULES));
        stream.batch(log, ARRIVAL.toEpochMilli());
        assertThat(stream.rejectedByReason()).as("%s", brief(log)).isEqualTo(model.rejectedByReason());
        assertThat(List.of(stream.received(), stream.averaged(), stream.duplicate()))
                .isEqualTo(List.of(model.received(), model.averaged(), model.duplicate()));
        assertThat(stream.records().values().stream()
                        .map(HostileInputTest::words)
                        .sorted()
                        .toList())
                .isEqualTo(model.records().stream()
                        .map(HostileInputTest::words)
                        .sorted()
                        .toList());
        return stream;
    }

    private static String words(RecordChange r) {
        return List.of(
                        r.key().text(),
                        Times.text(r.windowStart()),
                        r.samples(),
                        r.reading(),
                        r.readingMin(),
                        r.readingMax(),
                        Times.text(r.ts()),
                        r.units())
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
    }

    private static String words(ReferenceModel.Record r) {
        return List.of(
                        r.instrument() + "/" + r.boreholeNumber(),
                        r.windowStart(),
                        r.samples(),
                        r.reading(),
                        r.min(),
                        r.max(),
                        r.ts(),
                        r.units())
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
    }

    private static String brief(List<Message> log) {
        String text = log.toString();
        return text.length() > 5000 ? text.substring(0, 5000) + "…" : text;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> quoted.append(
                        c < 0x20 || c == 0x22 || c == 0x5c ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
        return quoted.append('"').toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
