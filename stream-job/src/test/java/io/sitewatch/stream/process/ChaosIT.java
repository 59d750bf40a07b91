package io.sitewatch.stream.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.stream.checkpoint.RulesLog;
import io.sitewatch.stream.support.Driver;
import io.sitewatch.stream.support.SmallDisk;
import io.sitewatch.stream.support.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The job as Spark starts it, on a real broker, database and search, killed and starved: in the end every view equals the
 * plain model of the rules, to the last bit. The steps build on each other, as a site's days do.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosIT {
    private static final int READINGS = Integer.getInteger("sitewatch.readings", 8000);
    private static final int KILLS = Integer.getInteger("sitewatch.kills", 3);
    private static final long SEED = Long.getLong("sitewatch.seed", 0);
    private static final Duration PATIENCE = Duration.ofMinutes(READINGS > 100_000 ? 30 : 4);
    private static final String RULES = """
            {"instruments":[
              {"type":"piezometer","validRange":{"min":-500,"max":500},"hysteresis":5,
               "limits":{"alert":{"above":80,"below":0},"action":{"above":110},"alarm":{"above":130,"below":-40}},
               "overrides":[{"instrument":"BH-1","baseline":10},{"instrument":"BH-2","calibration":{"factor":2,"offset":1}}]},
              {"type":"extensometer","hysteresis":2,"limits":{"alert":{"above":90}}},
              {"type":"strain_gauge","staleAfter":"5s"}]}
            """;

    /** Snapshots have no key, so that their instruments are in several partitions: their revisions are a run's own. */
    private static final String REVISION = "CASE WHEN borehole_number ~ '^BH-[0-9]' THEN revision END";

    private static final String RECORDS = "SELECT instrument, borehole_number, window_start, window_end, surface_level,"
            + " northing, easting, reading, ts, units, samples, reading_min, reading_max, level, updated_at, "
            + REVISION
            + " FROM record ORDER BY 1, 2, 3";
    private static final String ALERTS =
            "SELECT instrument, borehole_number, at, kind, from_level, to_level, reading, late," + " raised_at, "
                    + REVISION + " FROM alert ORDER BY 1, 2, 3, 4";

    private static Stack stack;
    private static Driver driver;
    private static SiteRules rules;

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(true, 128 + READINGS / 500);
        Files.writeString(stack.rulesFile(), RULES);
        rules = RulesLog.parse(RULES);
    }

    @AfterAll
    static void stop() throws Exception {
        if (driver != null) {
            driver.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void killedAtAnyMomentItLosesNothingAndCountsNothingTwice() throws Exception {
        Random random = new Random(4242 + SEED);
        Load load = new Load(SEED + 7, 100, Instant.now());
        driver = stack.driver(stack.environment(), smallBatches(READINGS / 40));
        int parts = KILLS + 1;
        for (int part = 0; part < parts; part++) {
            for (int piece = 0; piece < 10; piece++) {
                stack.send(load.next(READINGS / parts / 10));
            }
            if (part < KILLS) {
                killWhileItWorks(random);
                driver = part + 1 < KILLS && part % 2 == 0
                        ? stack.driver(stack.environment(), smallBatches(READINGS / 40))
                        : stack.driver(stack.environment());
            }
        }
        awaitAllRead();
        new Views(stack, rules).assertExact();
    }

    @Test
    @Order(2)
    void aViewThatIsDownMakesTheBatchWaitAndNothingDoubles() throws Exception {
        Load load = new Load(SEED + 8, 100, Instant.now());
        stack.stopPostgres();
        stack.send(load.next(300));
        awaitWords("to postgres: attempt 2 failed");
        stack.startPostgres();
        awaitAllRead();
        stack.search().kill();
        stack.send(load.next(300));
        awaitWords("to search: attempt 2 failed");
        stack.search().start();
        awaitAllRead();
        stack.broker().kill();
        stack.broker().start();
        stack.send(load.next(300));
        awaitAllRead();
        new Views(stack, rules).assertExact();
    }

    /** While there is more to read, Spark commits a batch that the views are still writing. */
    @Test
    @Order(3)
    void aBatchThatSparkCountsAsDoneIsNotLostWhenNoViewHasItYet() throws Exception {
        driver.process().terminate();
        driver.process().awaitExit(60);
        long before = batch();
        stack.send(new Load(SEED + 12, 100, Instant.now()).next(1500));
        driver = stack.driver(stack.environment(), smallBatches(100));
        Awaitility.await().atMost(PATIENCE).until(() -> batch() > before);
        stack.stopPostgres();
        Path batches = stack.checkpoint().resolve("first/batches");
        Path commits = stack.checkpoint().resolve("first/query/commits");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> newest(batches) == newest(commits)
                        && driver.process()
                                .output()
                                .contains("writing batch " + newest(commits) + " to postgres: attempt 2 failed"));
        long ahead = newest(commits);
        driver.process().kill();
        driver.close();
        stack.startPostgres();
        assertThat(batch()).isEqualTo(ahead - 1);
        driver = stack.driver(stack.environment());
        awaitAllRead();
        assertThat(driver.process().output()).contains("batch " + ahead + " was computed before the stop");
        new Views(stack, rules).assertExact();
    }

    @Test
    @Order(4)
    void aFullDiskOfTheCheckpointEndsItWithWordsAndCostsNothing() throws Exception {
        Assumptions.assumeTrue(
                stack.checkpointDisk().isPresent(),
                "there is no disk to fill: only root may mount one, and the checkpoint is in a folder like all others");
        SmallDisk disk = stack.checkpointDisk().orElseThrow();
        disk.fill();
        stack.send(new Load(SEED + 11, 100, Instant.now()).next(300));
        assertThat(driver.process().awaitExit(PATIENCE.toSeconds())).isEqualTo(1);
        assertThat(driver.process().output()).contains("the disk of the checkpoint is full");
        disk.empty();
        driver = stack.driver(stack.environment());
        awaitAllRead();
        new Views(stack, rules).assertExact();
    }

    @Test
    @Order(5)
    void whatTheSearchRefusesForGoodGoesToRejectedAndTheRestGoesOn() throws Exception {
        stack.search()
                .put(
                        "/sitewatch-records-shaft-2020.01",
                        "{\"mappings\":{\"properties\":{\"reading\":{\"type\":\"boolean\"}}}}");
        long old = Instant.parse("2020-01-10T00:00:00Z").toEpochMilli();
        stack.send(List.of(new ProducerRecord<>(
                "monitoring",
                null,
                old,
                null,
                "{\"borehole_number\":\"BH-9\",\"instrument\":\"water_standpipe\",\"reading\":5.5,\"timestamp\":\"2020-01-10T00:00:00Z\"}"
                        .getBytes(StandardCharsets.UTF_8))));
        awaitAllRead();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(stack.read("rejected"))
                .filteredOn(message -> new String(message.value()).contains("refused_by_sink"))
                .hasSize(1));
        assertThat(driver.get("/metrics")).contains("sitewatch_stream_refused_documents_total 1");
        new Views(stack, rules).assertCounters();
    }

    @Test
    @Order(6)
    void nothingThatIsSentStopsIt() throws Exception {
        byte[] noise = new byte[10_000_000];
        new Random(SEED + 5).nextBytes(noise);
        List<byte[]> values = new ArrayList<>(hostileReadings());
        values.add(noise);
        values.add(null);
        values.add(new byte[0]);
        values.add(utf8("[".repeat(5_000_000)));
        values.add(utf8("{\"a\":".repeat(1_000_000)));
        stack.send(values.stream()
                .map(value -> new ProducerRecord<byte[], byte[]>("monitoring", value))
                .toList());
        awaitAllRead();
        new Views(stack, rules).assertCounters();
        assertThat(stack.read("rejected"))
                .extracting(message -> new String(message.value(), StandardCharsets.UTF_8))
                .anyMatch(text -> text.contains("\"truncated\":true") && text.contains("\"original_length\":10000000"));
        assertThat(stack.rows("SELECT count(*) FROM record WHERE borehole_number = 'BH-F1' AND reading = 1e308"))
                .containsExactly("1");
    }

    @Test
    @Order(7)
    void instrumentsThatFallSilentAreRaisedByTheClock() {
        awaitSilence();
        assertThat(stack.rows(
                        "SELECT count(*) FROM instrument i WHERE instrument = 'strain_gauge' AND NOT EXISTS (SELECT FROM"
                                + " alert a WHERE a.instrument = i.instrument AND a.borehole_number = i.borehole_number"
                                + " AND a.kind = 'stale' AND a.to_level = 'stale')"))
                .containsExactly("0");
    }

    @Test
    @Order(8)
    void onSigtermItEndsAndGoesOnWhereItWas() throws Exception {
        driver.process().terminate();
        assertThat(driver.process().awaitExit(60)).isEqualTo(143);
        assertThat(driver.process().output()).contains("stopped");
        Load load = new Load(SEED + 9, 100, Instant.now());
        stack.send(load.next(200));
        driver = stack.driver(stack.environment());
        awaitAllRead();
        new Views(stack, rules).assertCounters();
    }

    @Test
    @Order(9)
    void newRulesHoldWithoutARestart() throws Exception {
        long before = outOfRange();
        Files.writeString(stack.rulesFile(), RULES.replace("\"max\":500", "\"max\":50"));
        Awaitility.await().atMost(PATIENCE).until(() -> stack.rows("SELECT count(*) FROM site_rules")
                .equals(List.of("2")));
        stack.send(new Load(SEED + 10, 100, Instant.now()).next(600));
        awaitAllRead();
        assertThat(outOfRange()).isGreaterThan(before + 20);
        // Otherwise the clock, and not the log, says which silences there are before the stop that comes next.
        awaitSilence();
    }

    @Test
    @Order(10)
    void aCheckpointOfOtherWindowsIsRefusedWithWords() throws Exception {
        driver.process().terminate();
        driver.process().awaitExit(60);
        Map<String, String> environment = stack.environment();
        environment.put("STREAM_WINDOW", "20s");
        try (Driver refused = stack.driver(environment)) {
            assertThat(refused.process().awaitExit(120)).isEqualTo(2);
            assertThat(refused.process().output())
                    .contains("is for windows of 10000 ms")
                    .contains("spec.stream.replay");
        }
    }

    @Test
    @Order(11)
    void aCheckpointThatWasEmptiedInPartIsRefusedWithWords() throws Exception {
        Path offsets = stack.checkpoint().resolve("first/query/offsets");
        Path aside = stack.checkpoint().resolve("aside");
        Files.move(offsets, aside);
        try (Driver refused = stack.driver(stack.environment())) {
            assertThat(refused.process().awaitExit(120)).isEqualTo(2);
            assertThat(refused.process().output())
                    .contains("it was emptied or restored")
                    .contains("spec.stream.replay");
        }
        Files.move(aside, offsets);
    }

    @Test
    @Order(12)
    void aReplayRebuildsEveryViewRowForRow() throws Exception {
        List<String> records = stack.rows(RECORDS);
        List<String> alerts = stack.rows(ALERTS);
        stack.execute(
                "INSERT INTO record SELECT instrument, 'WRONG-' || borehole_number, window_start, window_end, surface_level, northing,"
                        + " easting, reading, ts, units, samples, reading_min, reading_max, level, revision, updated_at, run"
                        + " FROM record LIMIT 5");
        Map<String, String> environment = stack.environment();
        environment.put("STREAM_REPLAY", "again-1");
        driver = stack.driver(environment);
        JsonNode lag = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> Optional.ofNullable(driver.progress())
                                .map(said -> said.path("lag"))
                                .orElse(MissingNode.getInstance()),
                        JsonNode::isNumber);
        assertThat(lag.asLong())
                .as("what the earlier run noted as read is to be read again")
                .isPositive();
        awaitAllRead();
        awaitCaughtUp(1);
        assertThat(stack.rows(RECORDS)).isEqualTo(records);
        assertThat(stack.rows(ALERTS)).isEqualTo(alerts);
        Views views = new Views(stack, rules);
        awaitProgress(views.model().received());
        views.assertSearchKnowsTheAlerts();
    }

    @Test
    @Order(13)
    void aCheckpointThatIsGoneIsBuiltAgainFromTheLogAndSaysSo() throws Exception {
        List<String> records = stack.rows(RECORDS);
        List<String> alerts = stack.rows(ALERTS);
        long received = driver.progress().path("received").asLong();
        driver.process().terminate();
        driver.process().awaitExit(60);
        try (Stream<Path> runs = Files.list(stack.checkpoint())) {
            for (Path run : runs.filter(Files::isDirectory).toList()) {
                Stack.delete(run);
            }
        }
        driver = stack.driver(stack.environment());
        awaitProgress(received);
        awaitWords("there is no checkpoint yet, but views of an earlier run");
        awaitCaughtUp(2);
        assertThat(stack.rows(RECORDS)).isEqualTo(records);
        assertThat(stack.rows(ALERTS)).isEqualTo(alerts);
        new Views(stack, rules).assertSearchKnowsTheAlerts();
    }

    /** Until a rebuild has everything, silences too. */
    private static void awaitCaughtUp(int run) {
        Awaitility.await().atMost(PATIENCE).until(() -> stack.rows(
                        "SELECT caught_up_at IS NOT NULL FROM stream_run WHERE run = " + run)
                .equals(List.of("t")));
        awaitSilence();
    }

    /** Until the clock has found all silent that may be. */
    private static void awaitSilence() {
        Awaitility.await().atMost(PATIENCE).until(() -> stack.rows(
                        "SELECT count(*) FROM instrument WHERE instrument = 'strain_gauge' AND NOT stale")
                .equals(List.of("0")));
    }

    /** Each of an instrument of its own, so that it shows which of them counted. */
    private static List<byte[]> hostileReadings() {
        String now = Instant.now().toString();
        String reading =
                "{\"borehole_number\":\"BH-F%s\",\"instrument\":\"water_standpipe\",\"reading\":%s,\"timestamp\":\"%s\"%s}";
        List<byte[]> values = new ArrayList<>();
        values.add(utf8(reading.formatted("1", "1e308", now, "")));
        values.add(utf8(reading.formatted("2", "-1e-308", now, ",\"more\":\"" + "x".repeat(10_000_000) + "\"")));
        values.add(reading.formatted("3", "7", now, "").getBytes(StandardCharsets.UTF_16LE));
        values.add(reading.formatted("3", "8", now, "").getBytes(StandardCharsets.UTF_16));
        values.add(utf8("\uFEFF" + reading.formatted("4", "7", now, "")));
        values.add(utf8(reading.formatted("\\u0000", "7", now, "")));
        values.add(utf8(reading.formatted("\\ud800", "7", now, "")));
        values.add(utf8(reading.formatted("ü漢字😀", "7", now, "")));
        for (String wrong : List.of("NaN", "Infinity", "1e309", "\"7\"", "[7]", "{\"a\":7}", "true", "0x7", "null")) {
            values.add(utf8(reading.formatted("5", wrong, now, "")));
        }
        for (String time :
                List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "+999999999-12-31T23:59:59Z", "now")) {
            values.add(utf8(reading.formatted("6", "7", time, "")));
        }
        values.add(utf8(reading.formatted("7", "7", now, ",\"more\":" + "[".repeat(900) + "]".repeat(900))));
        values.add(utf8(reading.formatted("8", "7", now, ",\"more\":" + "[".repeat(5000) + "]".repeat(5000))));
        values.add(utf8(reading.formatted("9", "7", now, ",\"more\":{\"instrument\":null},\"READING\":8")));
        values.add(utf8(reading.formatted("x".repeat(200), "7", now, "")));
        return values;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Somewhere in the middle of a batch, or between two: as the dice fall. */
    private static void killWhileItWorks(Random random) throws Exception {
        Driver working = driver;
        long before = batch();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            working.process().requireAlive();
            JsonNode progress = working.progress();
            return progress != null && progress.path("batchId").asLong(-1) > before;
        });
        TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
        working.process().kill();
        working.close();
    }

    /** So that there is more to read behind most batches. */
    private static String smallBatches(int readings) {
        return "spark.sitewatch.readingsPerBatch=" + readings;
    }

    /** The highest number that a file of that folder begins with; -1 when there is none. */
    private static long newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return -1;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+([.]batch)?"))
                    .mapToLong(name -> Long.parseLong(name.replace(".batch", "")))
                    .max()
                    .orElse(-1);
        }
    }

    private static long batch() {
        if (stack.rows("SELECT to_regclass('stream_progress')").equals(List.of("null"))) {
            return -1;
        }
        return Long.parseLong(stack.rows("SELECT COALESCE(max(batch_id), -1) FROM stream_progress")
                .get(0));
    }

    private static long outOfRange() {
        return Long.parseLong(
                stack.rows("SELECT COALESCE((rejected_by_reason ->> 'out_of_range')::bigint, 0) FROM stream_progress")
                        .get(0));
    }

    /** Until the views have everything that is in the log. */
    private static void awaitAllRead() {
        awaitProgress(new Views(stack, rules).model().received());
    }

    private static void awaitProgress(long received) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .conditionEvaluationListener(condition -> driver.process().requireAlive())
                .untilAsserted(() -> {
                    JsonNode progress = driver.progress();
                    assertThat(progress).isNotNull();
                    assertThat(progress.get("lag").asLong()).isZero();
                    assertThat(progress.get("received").asLong()).isEqualTo(received);
                    assertThat(progress.get("received").asLong())
                            .isEqualTo(progress.get("averaged").asLong()
                                    + progress.get("duplicate").asLong()
                                    + progress.get("rejected").asLong());
                });
    }

    private static void awaitWords(String words) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(driver.process().output()).contains(words));
    }
}
