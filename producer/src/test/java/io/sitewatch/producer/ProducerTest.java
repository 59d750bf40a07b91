package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sitewatch.readings.Env;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The producer between a real HTTP source that misbehaves and a real broker. */
class ProducerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "pore_pressure";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Broker broker;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Source source;
    private MonitoringLog log;
    private Pollers pollers;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() throws IOException {
        // A test that failed may have left it killed.
        broker.ensureRunning();
        broker.emptyTopic();
        source = new Source();
    }

    @AfterEach
    void close() {
        if (pollers != null) {
            pollers.stop();
        }
        source.close();
    }

    @Test
    void writesOneRecordAReadingWithUnitsAndTheTimeItCame() throws Exception {
        source.on(PATH, Source.json(snapshot(item(1, "1.50"), item(2, "2.5"))));
        Instant before = Instant.now();
        start(Map.of());
        List<ConsumerRecord<String, byte[]>> records =
                broker.records(all -> keys(all).size() == 2);
        assertThat(keys(records)).containsExactlyInAnyOrder("piezometer/BH-1", "piezometer/BH-2");
        ConsumerRecord<String, byte[]> record = records.stream()
                .filter(r -> r.key().endsWith("BH-1"))
                .findFirst()
                .orElseThrow();
        assertThat(text(record)).contains("\"reading\":1.50,").contains("\"units\":\"pressure (kPa)\"");
        Instant receivedAt =
                Instant.parse(JSON.readTree(record.value()).get("received_at").textValue());
        assertThat(receivedAt).isBetween(before.minusMillis(1), Instant.now());
        assertThat(record.timestamp()).isEqualTo(receivedAt.toEpochMilli());
        assertThat(record.headers()).isEmpty();
    }

    @Test
    void pollsEveryTypeOnItsOwn() {
        for (String path : List.of("water_standpipe", "pore_pressure", "settlement/x", "settlement/y")) {
            source.on(path, Source.json(snapshot(item(1, "1"))));
        }
        CountDownLatch never = new CountDownLatch(1);
        source.on("settlement/z", exchange -> hang(never));
        start(Map.of(Env.SOURCE_PATHS, "", Env.SOURCE_TIMEOUT, "1h"));
        for (String path : List.of("water_standpipe", "pore_pressure", "settlement/x", "settlement/y")) {
            await().atMost(SOON).until(() -> source.requests(path) >= 3);
        }
        assertThat(source.requests("settlement/z")).isEqualTo(1);
    }

    @Test
    void oneBadItemHoldsBackNoneOfTheRest() {
        source.on(
                PATH,
                Source.json(snapshot(
                        item(1, "1"),
                        "null",
                        "42",
                        "\"text\"",
                        "[1,[2]]",
                        "{}",
                        "{\"borehole_number\":null,\"instrument\":\"\",\"reading\":{\"a\":[1]}}",
                        item(2, "NaN"),
                        item(3, "1e999"),
                        "{\"borehole_number\":\"BH-4\",\"instrument\":\"piezometer\",\"x\":\"" + "y".repeat(200_000)
                                + "\"}",
                        item(5, "5"))));
        start(Map.of());
        List<ConsumerRecord<String, byte[]>> records = broker.records(all -> all.size() >= 11);
        Set<String> values = records.stream().map(ProducerTest::text).collect(Collectors.toSet());
        assertThat(values).contains("null", "42", "\"text\"", "[1,[2]]");
        assertThat(values).anyMatch(value -> value.startsWith("{\"units\":"));
        assertThat(values).anyMatch(value -> value.contains("\"reading\":NaN"));
        assertThat(values).anyMatch(value -> value.contains("\"reading\":1e999"));
        assertThat(values).anyMatch(value -> value.startsWith("{\"borehole_number\":null,\"instrument\":\"\""));
        assertThat(keys(records))
                .containsExactlyInAnyOrder(
                        PATH, "piezometer/BH-1", "piezometer/BH-2", "piezometer/BH-3", "piezometer/BH-5");
        ConsumerRecord<String, byte[]> cut = records.stream()
                .filter(record -> record.headers().lastHeader(MonitoringLog.ORIGINAL_BYTES) != null)
                .findFirst()
                .orElseThrow();
        assertThat(cut.key()).isEqualTo(PATH);
        assertThat(cut.value()).hasSize(Message.LARGEST_VALUE);
    }

    @Test
    void takesTheWireFormatOfSomebodyElse() {
        String body = """
                {"items": [ {"timestamp" : "2022-05-02T08:06:42Z", "extra": {"firmware": "1.0"}, "reading": 7,
                  "instrument": "piezometer", "borehole_number": "BH-ä", "units": "bar"} ],
                 "site": {"items": [1, 2]}, "timezone": "UTC", "units": "pressure (kPa)", "instruments": 77}
                """;
        source.on(PATH, Source.chunked("\uFEFF" + body));
        start(Map.of());
        ConsumerRecord<String, byte[]> record =
                broker.records(all -> !all.isEmpty()).get(0);
        assertThat(record.key()).isEqualTo("piezometer/BH-ä");
        assertThat(text(record))
                .startsWith("{\"timestamp\":\"2022-05-02T08:06:42Z\",\"extra\":{\"firmware\": \"1.0\"},\"reading\":7,")
                .contains("\"units\":\"bar\"")
                .doesNotContain("kPa");
    }

    @Test
    void takesAnotherCharset() {
        byte[] latin = snapshot("{\"borehole_number\":\"BH-ö\",\"instrument\":\"piezometer\"}")
                .getBytes(StandardCharsets.ISO_8859_1);
        source.on(PATH, Source.answer(200, "application/json; charset=\"iso-8859-1\"", latin));
        start(Map.of());
        assertThat(broker.records(all -> !all.isEmpty()).get(0).key()).isEqualTo("piezometer/BH-ö");
    }

    @Test
    void aBodyThatIsNoSnapshotGoesOnWhole() {
        for (String body : List.of(
                snapshot(item(1, "1"), item(2, "2")).substring(0, 150),
                "<html>log in</html>",
                "[]",
                "{\"items\":{}}")) {
            source.on(PATH, Source.json(body));
            start(Map.of());
            List<ConsumerRecord<String, byte[]>> records = broker.records(
                    all -> all.stream().anyMatch(record -> text(record).equals(body)));
            assertThat(keys(records)).containsExactly(PATH);
            assertThat(state().lastOutcome()).contains(Outcome.UNPARSEABLE);
            assertThat(state().up()).isTrue();
            pollers.stop();
        }
    }

    @Test
    void tenMegabytesOfGarbageAreReadAndForwardedInPart() {
        source.on(PATH, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] garbage = "garbage ".repeat(1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1280; i++) {
                exchange.getResponseBody().write(garbage);
            }
        });
        start(Map.of());
        ConsumerRecord<String, byte[]> record =
                broker.records(all -> !all.isEmpty()).get(0);
        assertThat(record.key()).isEqualTo(PATH);
        assertThat(record.value()).hasSize(Message.LARGEST_VALUE);
        assertThat(state().lastOutcome()).contains(Outcome.TOO_LARGE);
    }

    @Test
    void aBinaryBodyGoesOnByteForByte() {
        byte[] binary = {'{', (byte) 0xff, 0, (byte) 0x80, '\n'};
        source.on(PATH, Source.answer(200, "application/json", binary));
        start(Map.of());
        assertThat(broker.records(all -> !all.isEmpty()).get(0).value()).isEqualTo(binary);
    }

    @Test
    void failedPollsAreCountedAndBringNoData() {
        Map<Outcome, Source.Behaviour> failing = Map.of(
                Outcome.SOURCE_ERROR, Source.json("{\"error\": \"database is locked\"}"),
                Outcome.HTTP_STATUS, Source.answer(500, "text/html", new byte[] {'o', 'h'}),
                Outcome.EMPTY, Source.json(""),
                Outcome.UNREACHABLE,
                        exchange -> {
                            exchange.sendResponseHeaders(200, 1000);
                            exchange.getResponseBody().write(new byte[10]);
                            throw new IOException("cut the connection");
                        });
        failing.forEach((outcome, behaviour) -> {
            source.on(PATH, behaviour);
            start(Map.of());
            await().atMost(SOON).untilAsserted(() -> assertThat(polls(outcome)).isGreaterThanOrEqualTo(3));
            await().atMost(SOON).until(() -> state().down());
            assertThat(state().reason()).isNotEmpty();
            pollers.stop();
        });
        source.on(PATH, Source.json(snapshot(item(1, "1"))));
        start(Map.of());
        assertThat(keys(broker.records(all -> !all.isEmpty()))).containsExactly("piezometer/BH-1");
    }

    @Test
    void aBodyThatTricklesTimesOut() {
        source.on(PATH, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        });
        start(Map.of(Env.SOURCE_TIMEOUT, "300ms"));
        await().atMost(SOON).until(() -> polls(Outcome.TIMEOUT) >= 3);
    }

    @Test
    void aSourceThatGoesDownIsNoticedAndTakenUpAgain() throws Exception {
        source.on(PATH, Source.json(snapshot(item(1, "1"))));
        start(Map.of());
        await().atMost(SOON).until(() -> state().up());
        source.goAway();
        await().atMost(SOON).until(() -> state().down());
        assertThat(registry.get("sitewatch.source.up").tag("path", PATH).gauge().value())
                .isZero();
        assertThat(state().description()).startsWith("down, ").contains(source.baseUrl());
        source.on(PATH, Source.json(snapshot(item(2, "2"))));
        source.open();
        broker.records(all -> keys(all).contains("piezometer/BH-2"));
        await().atMost(SOON).until(() -> state().up());
        assertThat(registry.get("sitewatch.source.up").tag("path", PATH).gauge().value())
                .isEqualTo(1);
    }

    @Test
    void losesNothingWhenTheBrokerIsKilledAndStopsPollingMeanwhile() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        source.on(PATH, exchange -> {
            int poll = polls.incrementAndGet();
            Source.json(snapshot(IntStream.range(0, 50)
                            .mapToObj(i -> item(poll * 100 + i, "1"))
                            .toArray(String[]::new)))
                    .answer(exchange);
        });
        start(Map.of());
        await().atMost(SOON).until(() -> polls.get() >= 5);
        broker.kill();
        await().atMost(SOON).until(() -> log.inFlight() > 0);
        int whenAway = polls.get();
        await().atMost(SOON).until(() -> !log.trouble().isEmpty());
        // The second, when the client had nothing under way: it then forgets what it knew of the cluster.
        assertThat(log.trouble()).containsAnyOf("nothing acknowledged since", "no broker answers at");
        assertThat(polls.get()).isLessThanOrEqualTo(whenAway + 1);
        broker.start();
        await().atMost(SOON).until(() -> polls.get() >= whenAway + 5);
        assertThat(log.trouble()).isEmpty();
        pollers.stop();

        Set<String> expected = new HashSet<>();
        for (int poll = 1; poll <= polls.get() - 1; poll++) {
            for (int i = 0; i < 50; i++) {
                expected.add("piezometer/BH-" + (poll * 100 + i));
            }
        }
        assertThat(keys(broker.records(all -> keys(all).containsAll(expected)))).containsAll(expected);
    }

    @Test
    void goesOnWhenTheTopicIsDeletedAndMadeAgain() {
        AtomicInteger polls = new AtomicInteger();
        source.on(PATH, exchange -> Source.json(snapshot(item(polls.incrementAndGet(), "1")))
                .answer(exchange));
        start(Map.of());
        await().atMost(SOON).until(() -> polls.get() >= 3);
        broker.emptyTopic();
        int made = polls.get();
        broker.records(all -> keys(all).contains("piezometer/BH-" + (made + 5)));
    }

    @Test
    void waitsForABrokerWithoutPolling() {
        source.on(PATH, Source.json(snapshot(item(1, "1"))));
        start(Map.of(Env.KAFKA_BOOTSTRAP_SERVERS, "127.0.0.1:1"));
        await().atMost(SOON).until(() -> log.trouble().contains("no broker answers at KAFKA_BOOTSTRAP_SERVERS"));
        assertThat(source.requests()).isEmpty();
        assertThat(pollers.alive()).isTrue();
    }

    @Test
    void whatHasComeIsWrittenWhenItStops() {
        source.on(
                PATH,
                Source.json(snapshot(
                        IntStream.range(0, 2000).mapToObj(i -> item(i, "1")).toArray(String[]::new))));
        start(Map.of(Env.SOURCE_INTERVAL, "1h"));
        await().atMost(SOON).until(() -> polls(Outcome.ANSWERED) == 1);
        pollers.stop();
        assertThat(log.inFlight()).isZero();
        assertThat(broker.records(all -> all.size() >= 2000)).hasSize(2000);
    }

    @Test
    void hangsUpOnASlowSourceWhenItStops() {
        CountDownLatch never = new CountDownLatch(1);
        source.on(PATH, exchange -> hang(never));
        start(Map.of(Env.SOURCE_TIMEOUT, "1h"));
        await().atMost(SOON).until(() -> source.requests(PATH) == 1);
        pollers.stop();
        assertThat(polls(Outcome.UNREACHABLE)).isEqualTo(1);
    }

    @Test
    void sendsItsCredentialsAndFollowsNobodyWithThem() {
        source.on(PATH, exchange -> {
            exchange.getResponseHeaders().set("Location", source.baseUrl() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });
        start(Map.of(Env.SOURCE_USERNAME, "site", Env.SOURCE_PASSWORD, "s3cret"));
        await().atMost(SOON).until(() -> polls(Outcome.HTTP_STATUS) >= 2);
        assertThat(new HashSet<>(source.requests())).containsExactly("/params/" + PATH + " Basic c2l0ZTpzM2NyZXQ=");
        assertThat(state().description()).doesNotContain("s3cret");
    }

    @Test
    void asksOtherPathsThanTheTypesOwn() {
        source.on("pore/v2?all=1", Source.json(snapshot(item(1, "1"))));
        start(Map.of(Env.SOURCE_PATHS, ONLY + "piezometer=/pore/v2?all=1"));
        assertThat(broker.records(all -> !all.isEmpty())).isNotEmpty();
    }

    private static final String ONLY = "water_standpipe=,settlement_marker=,extensometer=,strain_gauge=,";

    /** Starts the producer with the parts that the application has, on a fast clockwork. */
    private void start(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(Map.of(
                Env.KAFKA_BOOTSTRAP_SERVERS,
                broker.address(),
                Env.SOURCE_BASE_URL,
                source.baseUrl() + "/",
                Env.SOURCE_INTERVAL,
                "100ms",
                Env.SOURCE_TIMEOUT,
                "5s",
                Env.SOURCE_PATHS,
                ONLY));
        variables.putAll(environment);
        Settings settings = Settings.from(name -> Optional.ofNullable(variables.get(name)));
        Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200), () -> ThreadLocalRandom.current()
                .nextDouble());
        Metrics metrics = new Metrics(registry);
        registry.clear();
        log = new MonitoringLog(() -> KafkaConnection.open(settings.kafka()), backoff, metrics, Clock.systemUTC());
        pollers = Pollers.of(settings.source(), log, backoff, metrics, Clock.systemUTC());
        pollers.start();
    }

    private PathState state() {
        return pollers.all().get(0).state();
    }

    private double polls(Outcome outcome) {
        return registry.find("sitewatch.polls").tag("outcome", outcome.label()).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static void hang(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String snapshot(String... items) {
        return "{\"instruments\":" + items.length + ",\"units\":\"pressure (kPa)\",\"timezone\":\"UTC\",\"items\":["
                + String.join(",", items) + "]}";
    }

    private static String item(int borehole, String reading) {
        return "{\"borehole_number\":\"BH-" + borehole + "\",\"instrument\":\"piezometer\",\"surface_level\":79.45,"
                + "\"northing\":5815854,\"easting\":323112,\"reading\":" + reading
                + ",\"timestamp\":\"2022-05-02T08:06:42.882Z\"}";
    }

    private static Set<String> keys(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream().map(ConsumerRecord::key).collect(Collectors.toSet());
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
