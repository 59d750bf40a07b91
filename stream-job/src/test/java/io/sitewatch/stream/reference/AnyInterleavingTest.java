package io.sitewatch.stream.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.Calibration;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Limit;
import io.sitewatch.readings.SiteRules.Limits;
import io.sitewatch.readings.SiteRules.Override;
import io.sitewatch.readings.SiteRules.Range;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.RecordChange;
import io.sitewatch.stream.meaning.RuleSet;
import io.sitewatch.stream.meaning.Times;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever the order of arrival, the batches, the duplicates and the garbage, and however unevenly the partitions are read: the
 * views end as the plain model says.
 */
class AnyInterleavingTest {
    private static final int PARTITIONS = 4;
    private static final long WINDOW = 10;
    private static final long LATENESS = 3600;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final SiteRules RULES = new SiteRules(List.of(
            new InstrumentRules(
                    InstrumentType.PIEZOMETER,
                    null,
                    new Range(-500.0, 500.0),
                    new Limits(new Limit(50.0, -50.0), new Limit(100.0, null), new Limit(150.0, -150.0)),
                    20.0,
                    null,
                    List.of(
                            new Override("BH-2", null, 5.0, null, START.plusSeconds(60)),
                            new Override(
                                    "BH-2",
                                    null,
                                    null,
                                    new Calibration(2.0, 1.0, null, null, null),
                                    START.plusSeconds(120)),
                            new Override(
                                    "BH-2",
                                    new Limits(new Limit(10.0, null), null, new Limit(30.0, null)),
                                    null,
                                    null,
                                    null),
                            new Override(
                                    "BH-2",
                                    null,
                                    null,
                                    new Calibration(null, null, 0.01, 1.0, 0.0),
                                    START.plusSeconds(400)))),
            new InstrumentRules(InstrumentType.STRAIN_GAUGE, "microstrain", null, null, null, null, null)));

    /** One message before it has its place in the log. */
    record Draft(String value, int partition, int arrivalSeconds) {}

    @Property(tries = 600)
    void viewsEndAsTheModelSays(@ForAll("logs") List<Draft> drafts, @ForAll long seed) {
        List<Message> log = placed(drafts);
        ReferenceModel model = new ReferenceModel(WINDOW, LATENESS, RULES);
        model.take(log);
        MemoryStream stream = new MemoryStream(WINDOW, LATENESS, new RuleSet(RULES));
        Random random = new Random(seed);
        inBatches(stream, asRead(log, random), random);
        assertSame(stream, model);
    }

    @Property(tries = 300)
    void aReplayInOneBatchSaysTheSame(@ForAll("logs") List<Draft> drafts, @ForAll long seed) {
        List<Message> log = placed(drafts);
        MemoryStream whole = new MemoryStream(WINDOW, LATENESS, new RuleSet(RULES));
        whole.batch(log, 0);
        MemoryStream parts = new MemoryStream(WINDOW, LATENESS, new RuleSet(RULES));
        Random random = new Random(seed);
        inBatches(parts, asRead(log, random), random);
        assertThat(contents(parts)).isEqualTo(contents(whole));
        assertThat(changes(parts)).isEqualTo(changes(whole));
    }

    /** So a replay gives a record the revision that it had. */
    @Property(tries = 600)
    void revisionsOfInstrumentsInOnePartitionAreThoseOfTheModel(@ForAll("logs") List<Draft> drafts, @ForAll long seed) {
        List<Message> log = placed(drafts.stream()
                .map(draft -> new Draft(draft.value(), 0, draft.arrivalSeconds()))
                .toList());
        ReferenceModel model = new ReferenceModel(WINDOW, LATENESS, RULES);
        model.take(log);
        MemoryStream stream = new MemoryStream(WINDOW, LATENESS, new RuleSet(RULES));
        inBatches(stream, log, new Random(seed));
        assertThat(stream.records().values()).extracting(RecordChange::revision).isEqualTo(model.revisions());
    }

    @Property(tries = 300)
    void whatIsSaidOfAlertsAddsUpToWhatHolds(@ForAll("logs") List<Draft> drafts, @ForAll long seed) {
        List<Message> log = placed(drafts);
        MemoryStream stream = new MemoryStream(WINDOW, LATENESS, new RuleSet(RULES));
        Random random = new Random(seed);
        inBatches(stream, asRead(log, random), random);
        Map<String, String> heard = new TreeMap<>();
        for (AlertChange said : stream.announced()) {
            String key = said.key().text() + "@" + said.at();
            if (said.act() == AlertChange.Act.WITHDRAWN) {
                heard.remove(key);
            } else {
                heard.put(key, said.from() + ">" + said.to());
            }
        }
        assertThat(heard)
                .isEqualTo(stream.alerts().values().stream()
                        .collect(Collectors.toMap(
                                alert -> alert.key().text() + "@" + alert.at(),
                                alert -> alert.from() + ">" + alert.to())));
    }

    @Provide
    Arbitrary<List<Draft>> logs() {
        return Arbitraries.frequencyOf(
                        Tuple.of(20, reading()), Tuple.of(2, snapshot()), Tuple.of(2, faulty()), Tuple.of(1, garbage()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static Arbitrary<Draft> reading() {
        return Combinators.combine(
                        json(),
                        Arbitraries.integers().between(0, PARTITIONS - 1),
                        Arbitraries.integers().between(-200, 5000))
                .as(Draft::new);
    }

    private static Arbitrary<String> json() {
        Arbitrary<String> instruments = Arbitraries.of("piezometer", "piezometer", "strain_gauge");
        Arbitrary<String> boreholes = Arbitraries.of("BH-1", "BH-2");
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, 600).edgeCases(edges -> edges.none());
        Arbitrary<String> values = Arbitraries.of(
                "10", "20", "60", "29.5", "31", "45", "51", "90", "101.25", "140", "151", "-51", "-160", "0.1", "1e2",
                "499");
        Arbitrary<String> locations = Arbitraries.of(
                "",
                ",\"surface_level\":79.45",
                ",\"northing\":5815854,\"easting\":null",
                ",\"surface_level\":80,\"units\":\"kPa\"");
        return Combinators.combine(instruments, boreholes, seconds, values, locations)
                .as((instrument, borehole, second, value, location) -> "{\"borehole_number\":\"" + borehole
                        + "\",\"instrument\":\"" + instrument + "\",\"reading\":" + value + ",\"timestamp\":\""
                        + START.plusMillis(second * 2500L) + "\"" + location + "}");
    }

    private static Arbitrary<Draft> snapshot() {
        return Combinators.combine(
                        json().list().ofMaxSize(4),
                        Arbitraries.of("pressure (kPa)", "displacement (mm)"),
                        Arbitraries.integers().between(0, 5000))
                .as((items, units, arrival) -> new Draft(
                        "{\"instruments\": 7, \"items\": " + items + ", \"timezone\":\"UTC\",\"units\":\"" + units
                                + "\"}",
                        0,
                        arrival));
    }

    private static Arbitrary<Draft> faulty() {
        Arbitrary<String> faults = Arbitraries.of(
                "\"reading\":null",
                "\"reading\":\"\"",
                "\"reading\":\"12\"",
                "\"reading\":NaN",
                "\"reading\":1e999",
                "\"reading\":-501",
                "\"reading\":[1]",
                "\"borehole_number\":\"\"",
                "\"borehole_number\":17",
                "\"instrument\":\"thermometer\"",
                "\"instrument\":null",
                "\"timestamp\":\"yesterday\"",
                "\"timestamp\":\"2026-03-01T00:00:00\"",
                "\"timestamp\":\"9999-12-31T23:59:59Z\"",
                "\"timestamp\":\"0001-01-01T00:00:00Z\"",
                "\"timestamp\":\"\"",
                "\"surface_level\":{}",
                "\"easting\":\"x\"");
        return Combinators.combine(json(), faults, Arbitraries.integers().between(0, 3000))
                .as((json, fault, arrival) ->
                        new Draft(json.substring(0, json.length() - 1) + "," + fault + "}", 1, arrival));
    }

    private static Arbitrary<Draft> garbage() {
        return Arbitraries.of(
                        "",
                        "garbage",
                        "[]",
                        "7",
                        "null",
                        "{",
                        "{}",
                        "{\"items\":7}",
                        "{\"items\":[1,null,{}]}",
                        "{\"error\":\"no\"}",
                        "{\"error\":\"no\",\"items\":[]}",
                        "{} {}",
                        "\u0000")
                .map(text -> new Draft(text, 0, 100));
    }

    private static List<Message> placed(List<Draft> drafts) {
        long[] offsets = new long[PARTITIONS];
        List<Message> log = new ArrayList<>();
        for (Draft draft : drafts) {
            log.add(Message.of(
                    draft.partition(),
                    offsets[draft.partition()]++,
                    START.toEpochMilli() + draft.arrivalSeconds() * 1000L,
                    draft.value()));
        }
        return log;
    }

    /** Each partition in its own order, as Kafka has it; one sooner, another later. */
    private static List<Message> asRead(List<Message> log, Random random) {
        List<Deque<Message>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new ArrayDeque<>());
        }
        log.forEach(message -> partitions.get(message.partition()).add(message));
        List<Message> read = new ArrayList<>();
        while (read.size() < log.size()) {
            Deque<Message> next = partitions.get(random.nextInt(PARTITIONS));
            for (int some = random.nextInt(8); some > 0 && !next.isEmpty(); some--) {
                read.add(next.poll());
            }
        }
        return read;
    }

    private static void inBatches(MemoryStream stream, List<Message> messages, Random random) {
        for (int from = 0; from < messages.size(); ) {
            int to = Math.min(messages.size(), from + 1 + random.nextInt(12));
            stream.batch(messages.subList(from, to), START.toEpochMilli());
            from = to;
        }
    }

    private static void assertSame(MemoryStream stream, ReferenceModel model) {
        assertThat(contents(stream)).isEqualTo(model.records());
        assertThat(changes(stream)).isEqualTo(model.alerts());
        assertThat(stream.rejectedByReason()).isEqualTo(model.rejectedByReason());
        assertThat(List.of(stream.received(), stream.averaged(), stream.duplicate()))
                .isEqualTo(List.of(model.received(), model.averaged(), model.duplicate()));
        assertThat(stream.received())
                .isEqualTo(stream.averaged()
                        + stream.duplicate()
                        + stream.rejectedByReason().values().stream()
                                .mapToLong(n -> n)
                                .sum());
    }

    private static List<ReferenceModel.Record> contents(MemoryStream stream) {
        return stream.records().values().stream()
                .map(AnyInterleavingTest::plain)
                .toList();
    }

    private static List<ReferenceModel.Alert> changes(MemoryStream stream) {
        return stream.alerts().values().stream().map(AnyInterleavingTest::plain).toList();
    }

    private static ReferenceModel.Record plain(RecordChange record) {
        return new ReferenceModel.Record(
                record.key().type().label(),
                record.key().boreholeNumber(),
                Times.instant(record.windowStart()),
                orNull(record.surfaceLevel()),
                orNull(record.northing()),
                orNull(record.easting()),
                record.reading(),
                Times.instant(record.ts()),
                record.units(),
                record.samples(),
                record.readingMin(),
                record.readingMax(),
                record.level().label(),
                Instant.ofEpochMilli(record.updatedAt()));
    }

    private static ReferenceModel.Alert plain(AlertChange alert) {
        return new ReferenceModel.Alert(
                alert.key().type().label(),
                alert.key().boreholeNumber(),
                Times.instant(alert.at()),
                alert.from(),
                alert.to(),
                alert.reading(),
                alert.late());
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
