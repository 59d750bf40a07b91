package io.sitewatch.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.InstrumentType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class InstrumentsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-05-02T08:06:42.882Z");
    private static final int PER_TYPE = 400;

    private final InstrumentsApi api = new InstrumentsApi(new Settings(PER_TYPE, 1, Faults.none()));

    @Property(tries = 100)
    void isTheWireFormatOnAnySeed(@ForAll long seed, @ForAll InstrumentType type) {
        Answer answer = new InstrumentsApi(new Settings(50, seed, Faults.none())).answer(type, NOW, Faults.none());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.delay()).isZero();
        JsonNode snapshot = parsed(answer);
        assertThat(snapshot.get("instruments").intValue()).isEqualTo(50);
        assertThat(snapshot.get("units").textValue()).isEqualTo(type.units());
        assertThat(snapshot.get("timezone").textValue()).isEqualTo("UTC");
        assertThat(snapshot.get("items")).hasSize(50).allSatisfy(item -> {
            assertThat(item.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "borehole_number",
                            "instrument",
                            "surface_level",
                            "northing",
                            "easting",
                            "reading",
                            "timestamp");
            assertThat(item.get("instrument").textValue()).isEqualTo(type.label());
            assertThat(item.get("reading").isNumber()).isTrue();
            assertThat(item.get("timestamp").textValue()).matches("[0-9]{4}-[0-9-]{5}T[0-9:]{8}\\.[0-9]{3}Z");
        });
    }

    @Property(tries = 50)
    void answersTheSameAfterARestartWithAnyFault(@ForAll long seed, @ForAll InstrumentType type, @ForAll Fault fault) {
        Settings settings = new Settings(30, seed, Faults.none());
        Faults faults = Faults.parse(fault.label() + "=0.5");
        assertThat(new InstrumentsApi(settings).answer(type, NOW, faults))
                .isEqualTo(new InstrumentsApi(settings).answer(type, NOW, faults));
    }

    @Property
    void makesNoFaultThatIsNotAskedFor(@ForAll InstrumentType type, @ForAll Fault fault) {
        assertThat(api.answer(type, NOW, Faults.parse(fault.label() + "=0")))
                .isEqualTo(api.answer(type, NOW, Faults.none()));
    }

    @Property
    void makesEachFaultThatIsAskedFor(@ForAll InstrumentType type, @ForAll Fault fault) {
        Assume.that(fault != Fault.SLOW);
        Answer good = api.answer(type, NOW, Faults.none());
        assertThat(api.answer(type, NOW, Faults.parse(fault.label() + "=1")))
                .extracting(Answer::status, Answer::body)
                .isNotEqualTo(List.of(good.status(), good.body()));
    }

    @Example
    void nulls() {
        assertThat(share(items("nulls=0.2"), item -> item.findValues("reading").size() == 1 && hasNull(item)))
                .isCloseTo(0.2, within(0.06));
        assertThat(items("nulls=1")).allMatch(InstrumentsApiTest::hasNull);
    }

    @Example
    void nullsFallOnEveryField() {
        Set<String> fields = new HashSet<>();
        for (JsonNode item : items("nulls=1")) {
            item.properties().stream()
                    .filter(field -> field.getValue().isNull())
                    .forEach(f -> fields.add(f.getKey()));
        }
        assertThat(fields).hasSize(7);
    }

    @Example
    void emptyStrings() {
        assertThat(items("empty-strings=1"))
                .allMatch(item -> item.valueStream().anyMatch(value -> "".equals(value.textValue())));
    }

    @Example
    void duplicates() {
        List<JsonNode> items = items("duplicates=0.5");
        assertThat(items.size()).isGreaterThan(PER_TYPE + PER_TYPE / 4);
        assertThat(new HashSet<>(items)).hasSize(PER_TYPE);
    }

    @Example
    void burstsAreWithinTenSecondsAndDifferentReadings() {
        List<JsonNode> items = items("bursts=1");
        assertThat(items.size()).isBetween(2 * PER_TYPE, 6 * PER_TYPE);
        assertThat(items).allMatch(item -> age(item).compareTo(Duration.ofSeconds(16)) < 0);
        assertThat(new HashSet<>(items)).hasSizeGreaterThan(2 * PER_TYPE);
    }

    @Example
    void lateBatchesAreUpToTheSpanOld() {
        List<JsonNode> items = items("late=0.5:2d");
        assertThat(items)
                .allMatch(item -> age(item).compareTo(Duration.ofDays(2).plusSeconds(10)) < 0)
                .anyMatch(item -> age(item).compareTo(Duration.ofDays(1)) > 0);
    }

    @Example
    void futureTimes() {
        assertThat(items("future=1:6h"))
                .allMatch(item -> age(item).compareTo(Duration.ofHours(-6)) > 0)
                .anyMatch(item -> age(item).compareTo(Duration.ofHours(-1)) < 0);
    }

    @Example
    void outOfRange() {
        assertThat(items("out-of-range=1"))
                .allMatch(item -> Math.abs(item.get("reading").doubleValue()) > 1000);
    }

    @Example
    void countMismatchLeavesTheItemsAlone() {
        JsonNode snapshot = parsed(answer("count-mismatch"));
        assertThat(snapshot.get("items")).hasSize(PER_TYPE);
        assertThat(snapshot.get("instruments").intValue())
                .isNotEqualTo(PER_TYPE)
                .isNotNegative();
    }

    @Example
    void http500() {
        assertThat(answer("http-500").status()).isEqualTo(500);
        assertThat(parsed(answer("http-500")).get("error").textValue()).isNotEmpty();
    }

    @Example
    void errorWithStatus200() {
        assertThat(answer("error-200").status()).isEqualTo(200);
        assertThat(parsed(answer("error-200")).fieldNames()).toIterable().containsExactly("error");
    }

    @Example
    void cutJsonIsThePrefixOfAGoodAnswer() {
        String good = answer("").body();
        String cut = answer("cut-json").body();
        assertThat(good).startsWith(cut);
        assertThat(cut).isNotEmpty().isNotEqualTo(good);
    }

    @Example
    void slowAnswersAreGood() {
        assertThat(answer("slow=1:3s")).isEqualTo(new Answer(200, answer("").body(), Duration.ofSeconds(3)));
    }

    @Example
    void faultsOfAnswersComeAtTheirRate() {
        double failed = LongStream.range(0, 2000)
                        .mapToObj(NOW::plusSeconds)
                        .filter(now -> new InstrumentsApi(new Settings(1, 5, Faults.none()))
                                        .answer(InstrumentType.PIEZOMETER, now, Faults.parse("http-500=0.25"))
                                        .status()
                                == 500)
                        .count()
                / 2000.0;
        assertThat(failed).isCloseTo(0.25, within(0.05));
    }

    private Answer answer(String faults) {
        return api.answer(InstrumentType.PIEZOMETER, NOW, Faults.parse(faults));
    }

    private List<JsonNode> items(String faults) {
        List<JsonNode> items = new ArrayList<>();
        parsed(answer(faults)).get("items").forEach(items::add);
        return items;
    }

    private static double share(List<JsonNode> items, java.util.function.Predicate<JsonNode> which) {
        return items.stream().filter(which).count() / (double) items.size();
    }

    private static boolean hasNull(JsonNode item) {
        return item.valueStream().anyMatch(JsonNode::isNull);
    }

    private static Duration age(JsonNode item) {
        return Duration.between(Instant.parse(item.get("timestamp").textValue()), NOW);
    }

    private static JsonNode parsed(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
