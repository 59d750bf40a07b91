package io.sitewatch.stream.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.Level;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.Calibration;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Limit;
import io.sitewatch.readings.SiteRules.Limits;
import io.sitewatch.readings.SiteRules.Override;
import io.sitewatch.stream.reference.MemoryStream;
import io.sitewatch.stream.reference.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentFoldTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final long LATENESS = 7 * 86_400;
    private static final InstrumentKey BH_1 = new InstrumentKey(InstrumentType.PIEZOMETER, "BH-1");

    private long offset;

    @Test
    void theMeanOfTenTwentySixtyIsThirty() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(1, 10), at(2, 20), at(3, 60)), 0);
        RecordChange record = only(stream);
        assertThat(record.reading()).isEqualTo(30);
        assertThat(record.samples()).isEqualTo(3);
        assertThat(record.readingMin()).isEqualTo(10);
        assertThat(record.readingMax()).isEqualTo(60);
        assertThat(record.windowEnd() - record.windowStart()).isEqualTo(10_000_000);
    }

    @Test
    void theMeanIsTheSameToTheLastBitInEveryOrder() {
        MemoryStream one = stream(rules(null));
        one.batch(List.of(at(1, 1e16), at(2, 1), at(3, -1e16), at(4, 0.1)), 0);
        MemoryStream other = stream(rules(null));
        for (Message message : List.of(at(4, 0.1), at(3, -1e16), at(1, 1e16), at(2, 1))) {
            other.batch(List.of(message), 0);
        }
        assertThat(only(other).reading()).isEqualTo(only(one).reading()).isEqualTo(0.275);
    }

    @Test
    void hugeReadingsDoNotOverflowTheMean() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(1, 1.7e308), at(2, 1.7e308)), 0);
        assertThat(only(stream).reading()).isEqualTo(1.7e308);
    }

    @Test
    void aDuplicateCountsAndChangesNothing() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(1, 10)), 0);
        RecordChange before = only(stream);
        stream.batch(List.of(at(1, 10), at(1, 99)), 0);
        assertThat(only(stream)).isEqualTo(before);
        assertThat(stream.duplicate()).isEqualTo(2);
        assertThat(stream.averaged()).isEqualTo(1);
    }

    @Test
    void aLateReadingCorrectsItsRecordWithAHigherRevision() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(1, 10)), 0);
        stream.batch(List.of(at(3600, 50)), 0);
        stream.batch(List.of(arriving(at(2, 30), Duration.ofDays(6))), 0);
        RecordChange corrected = stream.records().values().iterator().next();
        assertThat(corrected.reading()).isEqualTo(20);
        assertThat(corrected.revision()).isEqualTo(2);
    }

    @Test
    void aLateReadingThatTakesAnAlertBackSaysSo() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(1, 60)), 0);
        stream.batch(List.of(at(11, 10)), 0);
        assertThat(stream.alerts()).hasSize(2);
        stream.batch(List.of(at(2, -60)), 0);
        assertThat(stream.alerts()).isEmpty();
        assertThat(stream.announced())
                .extracting(AlertChange::act)
                .containsExactly(
                        AlertChange.Act.RAISED,
                        AlertChange.Act.RAISED,
                        AlertChange.Act.WITHDRAWN,
                        AlertChange.Act.WITHDRAWN);
    }

    @Test
    void anAlertFromALateReadingIsMarkedLate() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(1, 10), at(21, 10)), 0);
        stream.batch(List.of(at(11, 160)), 0);
        assertThat(stream.alerts().values()).extracting(AlertChange::late).containsExactly(true, true);
        assertThat(stream.alerts().values()).extracting(AlertChange::to).containsExactly("alarm", "normal");
    }

    /** Before, each of these was late in one run and not in the other, as batches happened to end. */
    @Test
    void lateMarksAreTheSameWhereverBatchesEnd() {
        Message high = arriving(at(1, 60), Duration.ofHours(1));
        Message low = arriving(at(11, 40), Duration.ofSeconds(50));
        assertThat(lateIn(List.of(high), List.of(low))).isEqualTo(lateIn(List.of(high, low)));
        offset = 0;
        Message second = arriving(at(11, 40), Duration.ofSeconds(60));
        Message first = arriving(at(1, 60), Duration.ofSeconds(5));
        assertThat(lateIn(List.of(second), List.of(first))).isEqualTo(lateIn(List.of(second, first)));
    }

    @Test
    void lateMarksAreTheSameWhicheverPartitionIsReadSooner() {
        Message early = in(0, at(1, 60));
        Message later = in(1, at(11, 40));
        Message behind = in(0, arriving(at(2, 62), Duration.ofSeconds(30)));
        assertThat(lateIn(List.of(early, behind), List.of(later)))
                .isEqualTo(lateIn(List.of(later), List.of(early, behind)))
                .isEqualTo(lateIn(List.of(early, later, behind)))
                .containsExactly(true, true);
        assertThat(lateIn(List.of(later), List.of(early)))
                .isEqualTo(lateIn(List.of(early), List.of(later)))
                .containsExactly(false, false);
    }

    @SafeVarargs
    private static List<Boolean> lateIn(List<Message>... batches) {
        MemoryStream stream = stream(rules(null));
        for (List<Message> batch : batches) {
            stream.batch(batch, 0);
        }
        return stream.alerts().values().stream().map(AlertChange::late).toList();
    }

    @Test
    void aCopyThatComesLaterChangesNothingInWhicheverPartitionItIs() {
        for (int partition : new int[] {0, 1, 2}) {
            MemoryStream stream = stream(rules(null));
            stream.batch(List.of(in(1, at(1, 10))), 0);
            RecordChange before = only(stream);
            stream.batch(List.of(in(partition, arriving(at(1, 99), Duration.ofDays(6)))), 0);
            assertThat(only(stream)).isEqualTo(before);
            assertThat(stream.duplicate()).isEqualTo(1);
        }
    }

    @Test
    void ofTwoCopiesTheFirstInTheLogCountsAlsoWhenItIsReadSecond() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(in(0, arriving(at(1, 99), Duration.ofSeconds(5)))), 0);
        stream.batch(List.of(in(1, at(1, 10))), 0);
        assertThat(only(stream).reading()).isEqualTo(10);
        assertThat(stream.duplicate()).isEqualTo(1);
    }

    @Test
    void lateReadingsAreJudgedOnThroughTheBandOfHysteresis() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(1, 10), at(21, 45), at(31, 45), at(1000, 45), at(2000, 10)), 0);
        assertThat(stream.alerts()).isEmpty();
        stream.batch(List.of(at(11, 60)), 0);
        assertThat(stream.records().values())
                .extracting(RecordChange::level)
                .containsExactly(Level.NORMAL, Level.ALERT, Level.ALERT, Level.ALERT, Level.ALERT, Level.NORMAL);
        assertThat(stream.alerts().values()).extracting(AlertChange::late).containsExactly(true, true);
    }

    @Test
    void calibrationAndBaselineApplyFromTheirDateAndNeverBefore() {
        MemoryStream stream = stream(rules(
                null,
                new Override("BH-1", null, null, new Calibration(2.0, 1.0, null, null, null), START.plusSeconds(10)),
                new Override("BH-1", null, 5.0, null, START.plusSeconds(20)),
                new Override("BH-1", null, null, new Calibration(null, null, 1.0, 2.0, 3.0), START.plusSeconds(30))));
        stream.batch(List.of(at(1, 10), at(11, 10), at(21, 10), at(31, 10)), 0);
        assertThat(stream.records().values())
                .extracting(RecordChange::reading)
                .containsExactly(10.0, 21.0, 16.0, 118.0);
    }

    @Test
    void newRulesJudgeWhatArrivesFromThenOnAndRewriteNothing() {
        RuleSet lax = rules(null);
        RuleSet strict = new RuleSet(new SiteRules(List.of(new InstrumentRules(
                InstrumentType.PIEZOMETER,
                null,
                null,
                new Limits(new Limit(5.0, null), null, null),
                null,
                null,
                List.of()))));
        long change = START.plusSeconds(15).toEpochMilli();
        MemoryStream stream = new MemoryStream(
                10, LATENESS, version -> version == 0 ? lax : strict, arrival -> arrival < change ? 0 : 1);
        stream.batch(List.of(at(1, 10), at(11, 10)), 0);
        stream.batch(List.of(at(21, 10), at(2, 10)), 0);
        assertThat(stream.records().values())
                .extracting(RecordChange::level)
                .containsExactly(Level.NORMAL, Level.NORMAL, Level.ALERT);
    }

    /** It is clean by the rules of its arrival, and the window goes by those of an earlier reading: there was no mean of it. */
    @Test
    void aReadingThatOverflowsByTheWindowsOlderRulesCountsAsItCame() {
        long change = START.plusSeconds(2).toEpochMilli();
        RuleSet before =
                rules(null, new Override("BH-1", null, null, new Calibration(null, null, 2.0, -2.0, 0.0), null));
        RuleSet after = rules(null);
        MemoryStream stream = new MemoryStream(
                10, LATENESS, version -> version == 0 ? before : after, arrival -> arrival < change ? 0 : 1);
        stream.batch(List.of(at(1, 3), at(3, 1e300)), 0);
        assertThat(only(stream).reading()).isEqualTo(5e299);
        assertThat(only(stream).samples()).isEqualTo(2);
    }

    @Test
    void silenceIsRaisedByTheClockAndClearedByTheNextReading() {
        MemoryStream stream = stream(rules("1m"));
        stream.batch(List.of(at(0, 10)), 0);
        stream.look(List.of(BH_1), START.plusSeconds(60).toEpochMilli());
        assertThat(stream.alerts()).isEmpty();
        stream.look(List.of(BH_1), START.plusSeconds(61).toEpochMilli());
        stream.look(List.of(BH_1), START.plusSeconds(62).toEpochMilli());
        stream.batch(List.of(at(200, 10)), 0);
        assertThat(stream.alerts().values())
                .extracting(AlertChange::at, AlertChange::from, AlertChange::to)
                .containsExactly(
                        tuple(Times.micros(START.plusSeconds(60)), "fresh", "stale"),
                        tuple(Times.micros(START.plusSeconds(200)), "stale", "fresh"));
    }

    /** It cleared the silence, of before the silence began, and the next reading raised it again under the same revision. */
    @Test
    void aMessageOfBeforeAChangeOfRulesDoesNotEndASilence() {
        long change = START.plusSeconds(15).toEpochMilli();
        RuleSet before = rules(null);
        RuleSet after = rules("1m");
        MemoryStream stream = new MemoryStream(
                10, LATENESS, version -> version == 0 ? before : after, arrival -> arrival < change ? 0 : 1);
        stream.batch(List.of(at(0, 10), at(20, 10)), 0);
        stream.look(List.of(BH_1), START.plusSeconds(100).toEpochMilli());
        stream.batch(List.of(in(1, at(5, 10))), 0);
        stream.batch(List.of(at(200, 10)), 0);
        assertThat(stream.announced())
                .extracting(AlertChange::at, AlertChange::to)
                .containsExactly(
                        tuple(Times.micros(START.plusSeconds(80)), "stale"),
                        tuple(Times.micros(START.plusSeconds(200)), "fresh"));
    }

    /** As of a producer that was cut off, and sends its messages with the times that they were made at. */
    @Test
    void aReadingThatWasUnderWayTakesASilenceBackThatOnlyTheClockKnew() {
        MemoryStream stream = stream(rules("1m"));
        stream.batch(List.of(at(0, 10)), 0);
        stream.look(List.of(BH_1), START.plusSeconds(100).toEpochMilli());
        stream.batch(List.of(at(50, 10)), 0);
        assertThat(stream.alerts()).isEmpty();
        stream.look(List.of(BH_1), START.plusSeconds(120).toEpochMilli());
        assertThat(stream.alerts().values())
                .extracting(AlertChange::at)
                .containsExactly(Times.micros(START.plusSeconds(110)));
    }

    @Test
    void aReplayFindsTheSilenceInTheLogWithoutTheClock() {
        MemoryStream live = stream(rules("1m"));
        live.batch(List.of(at(0, 10)), 0);
        live.look(List.of(BH_1), START.plusSeconds(100).toEpochMilli());
        live.batch(List.of(at(200, 10)), 0);
        offset = 0;
        MemoryStream replay = stream(rules("1m"));
        replay.batch(List.of(at(0, 10), at(200, 10)), 0);
        assertThat(replay.alerts()).isEqualTo(live.alerts());
    }

    @Test
    void oldReadingsOfALoggerDoNotClearStalenessTheNewestDoes() {
        MemoryStream stream = stream(rules("1m"));
        stream.batch(List.of(at(0, 10)), 0);
        List<Message> dump = new ArrayList<>();
        for (int second = 100; second <= 1000; second += 100) {
            dump.add(arriving(at(second, 10), Duration.ofSeconds(1000 - second)));
        }
        stream.batch(dump, 0);
        assertThat(stream.alerts().values())
                .extracting(AlertChange::at)
                .containsExactly(Times.micros(START.plusSeconds(60)), Times.micros(START.plusSeconds(1000)));
        assertThat(stream.statuses().get("piezometer/BH-1").stale()).isFalse();
    }

    @Test
    void stateIsLetGoOnceItCanNoLongerBeCorrectedAndTheLevelIsRemembered() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(0, 60)), START.toEpochMilli());
        assertThat(stream.stateEntries()).isEqualTo(2);
        stream.look(List.of(BH_1), START.plusSeconds(LATENESS).toEpochMilli());
        assertThat(stream.stateEntries()).isEqualTo(2);
        stream.look(List.of(BH_1), START.plusSeconds(LATENESS + 2 * 3600).toEpochMilli());
        assertThat(stream.stateEntries()).isEqualTo(1);
        assertThat(stream.stateBytes()).isLessThan(64);
        int later = (int) LATENESS + 10_000;
        stream.batch(List.of(at(later, 60)), START.plusSeconds(later).toEpochMilli());
        assertThat(stream.alerts()).hasSize(1);
    }

    @Test
    void aReadingForAWindowThatIsFinalIsRejectedNotLost() {
        MemoryStream stream = stream(rules(null));
        stream.batch(List.of(at(0, 60)), START.toEpochMilli());
        stream.look(List.of(BH_1), START.plusSeconds(LATENESS + 2 * 3600).toEpochMilli());
        stream.batch(List.of(at(1, 60)), START.plusSeconds(LATENESS + 2 * 3600).toEpochMilli());
        assertThat(stream.rejectedByReason()).containsEntry("late", 1L);
        assertThat(stream.received()).isEqualTo(2);
    }

    private static MemoryStream stream(RuleSet rules) {
        return new MemoryStream(10, LATENESS, rules);
    }

    private static RuleSet rules(String staleAfter, Override... overrides) {
        Limits limits = new Limits(new Limit(50.0, -50.0), new Limit(100.0, null), new Limit(150.0, null));
        return new RuleSet(new SiteRules(List.of(new InstrumentRules(
                InstrumentType.PIEZOMETER, null, null, limits, 10.0, staleAfter, List.of(overrides)))));
    }

    private Message at(int second, double reading) {
        Instant ts = START.plusSeconds(second);
        return Message.of(
                0,
                offset++,
                ts.toEpochMilli(),
                "{\"borehole_number\":\"BH-1\",\"instrument\":\"piezometer\",\"reading\":" + reading
                        + ",\"timestamp\":\"" + ts + "\"}");
    }

    private static Message in(int partition, Message message) {
        return new Message(partition, message.offset(), message.arrival(), message.value());
    }

    private static Message arriving(Message message, Duration later) {
        return new Message(
                message.partition(), message.offset(), message.arrival() + later.toMillis(), message.value());
    }

    private static RecordChange only(MemoryStream stream) {
        assertThat(stream.records()).hasSize(1);
        return stream.records().values().iterator().next();
    }
}
