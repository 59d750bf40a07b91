package io.sitewatch.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.bench.load.LoadMaker;
import io.sitewatch.bench.load.LoadSpec;
import io.sitewatch.bench.load.Message;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.RejectReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReferenceModelTest {
    private static final Instant START = Instant.parse("2025-12-31T23:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long ARRIVAL = NOON.plusSeconds(60).toEpochMilli();

    private final ReferenceModel model = new ReferenceModel();

    @Test
    void aRecordIsTheMeanOfItsWindow() {
        read("10", NOON, 80.5);
        read("60", NOON.plusMillis(9_999), 82.5);
        read("20", NOON.plusSeconds(4), 81.5);

        assertThat(model.size()).isEqualTo(1);
        assertThat(at(NOON))
                .isEqualTo(new ExpectedRecord(
                        82.5,
                        5_810_000,
                        316_045,
                        30,
                        NOON.plusMillis(9_999).toEpochMilli(),
                        "pressure (kPa)",
                        3,
                        10,
                        60,
                        ARRIVAL));
    }

    @Test
    void theSameReadingAgainChangesNothing() {
        read("10", NOON, 80.5);
        read("20", NOON.plusSeconds(1), 80.5);
        read("10", NOON, 80.5);

        assertThat(at(NOON).reading()).isEqualTo(15);
        assertThat(at(NOON).samples()).isEqualTo(2);
        assertThat(model.tally().duplicates()).isEqualTo(1);
    }

    @Test
    void aWindowEndsBeforeTheNextBegins() {
        read("10", NOON, 80.5);
        read("20", NOON.plusSeconds(10), 80.5);

        assertThat(at(NOON).reading()).isEqualTo(10);
        assertThat(at(NOON.plusSeconds(10)).reading()).isEqualTo(20);
    }

    @Test
    void lateAndFutureAreJudgedByTheArrivalInTheLog() {
        Instant arrival = Instant.ofEpochMilli(ARRIVAL);
        read("1", arrival.minusSeconds(7 * 86_400), 80.5);
        read("1", arrival.minusSeconds(7 * 86_400).minusMillis(1), 80.5);
        read("1", arrival.plusSeconds(300), 80.5);
        read("1", arrival.plusSeconds(300).plusMillis(1), 80.5);

        assertThat(model.tally().averaged()).isEqualTo(2);
        assertThat(model.tally().rejectedByReason()).isEqualTo(Map.of(RejectReason.LATE, 1L, RejectReason.FUTURE, 1L));
    }

    @Property(tries = 20)
    void noOrderShows(@ForAll long seed) {
        List<Message> log = new ArrayList<>(
                new LoadMaker(LoadSpec.usual(seed, 400, 7, START)).log().toList());
        Map<RecordKey, ExpectedRecord> inOrder = recordsWithoutArrival(log);

        Collections.shuffle(log, new Random(seed));

        assertThat(recordsWithoutArrival(log)).isEqualTo(inOrder);
    }

    /** Which of two equal readings came first decides the arrival that counts, and nothing else. */
    private static Map<RecordKey, ExpectedRecord> recordsWithoutArrival(List<Message> log) {
        Map<RecordKey, ExpectedRecord> records = new HashMap<>();
        ReferenceModel.of(log.stream())
                .forEach((key, row) -> records.put(
                        key,
                        new ExpectedRecord(
                                row.surfaceLevel(),
                                row.northing(),
                                row.easting(),
                                row.reading(),
                                row.ts(),
                                row.units(),
                                row.samples(),
                                row.min(),
                                row.max(),
                                0)));
        return records;
    }

    private ExpectedRecord at(Instant windowStart) {
        return model.record(new RecordKey(InstrumentType.PIEZOMETER, "BH-7", windowStart.toEpochMilli()));
    }

    private void read(String reading, Instant observed, double surfaceLevel) {
        String value = """
                {"borehole_number":"BH-7","instrument":"piezometer","surface_level":%s,"northing":5810000,\
                "easting":316045,"reading":%s,"timestamp":"%s"}""".formatted(surfaceLevel, reading, observed);
        model.accept(new Message("piezometer/BH-7", value, ARRIVAL));
    }
}
