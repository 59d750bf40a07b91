package io.sitewatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.bench.model.ReferenceModel;
import io.sitewatch.readings.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LoadMakerTest {
    private static final Instant START = Instant.parse("2024-02-29T23:00:00Z");

    @Property(tries = 40)
    void theModelFindsExactlyWhatTheMakerPutIn(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int readings,
            @ForAll @IntRange(min = 1, max = 200) int instruments,
            @ForAll @DoubleRange(max = 0.3) double duplicates,
            @ForAll @DoubleRange(max = 0.3) double garbage,
            @ForAll @DoubleRange(max = 0.9) double late) {
        LoadMaker maker = new LoadMaker(new LoadSpec(
                seed,
                readings,
                instruments,
                START,
                Duration.ofHours(3),
                duplicates,
                garbage,
                late,
                Duration.ofDays(6)));

        ReferenceModel model = ReferenceModel.of(maker.log());

        assertThat(model.tally().received()).isEqualTo(readings);
        assertThat(model.tally().averaged()).isEqualTo(maker.distinct());
        assertThat(model.tally().duplicates()).isEqualTo(maker.duplicates());
        assertThat(model.tally().rejected()).isEqualTo(maker.garbage());
    }

    @Property(tries = 20)
    void equalSpecsMakeEqualLogsInOrderOfArrival(@ForAll long seed) {
        LoadSpec spec = LoadSpec.usual(seed, 500, 20, START);

        List<Message> log = new LoadMaker(spec).log().toList();

        assertThat(new LoadMaker(spec).log().toList()).isEqualTo(log);
        assertThat(log).isSortedAccordingTo((a, b) -> Long.compare(a.arrival(), b.arrival()));
    }

    @Test
    void everyFaultIsRefusedForItsReason() {
        LoadMaker maker = new LoadMaker(LoadSpec.usual(7, 50_000, 50, START));
        Map<RejectReason, Long> expected = Arrays.stream(Fault.values())
                .collect(Collectors.groupingBy(Fault::reason, Collectors.summingLong(fault -> 100)));

        assertThat(ReferenceModel.of(maker.log()).tally().rejectedByReason()).isEqualTo(expected);
    }

    @Test
    void lateReadingsMeetRecordsThatStandAlready() {
        LoadMaker maker = new LoadMaker(LoadSpec.usual(7, 50_000, 50, START));
        long end = maker.spec().start().plus(maker.spec().span()).toEpochMilli();

        assertThat(maker.log()
                        .filter(message ->
                                message.arrival() > end + Duration.ofHours(12).toMillis()))
                .as("loggers that report after the site's day")
                .hasSizeBetween(800, 2000);
        assertThat(ReferenceModel.of(maker.log()).size())
                .as("two readings a window")
                .isLessThan(30_000);
    }

    @Test
    void anImpossibleSpecSaysWhatToMend() {
        assertThatThrownBy(() -> LoadSpec.usual(1, 0, 5, START)).hasMessage("readings is 0: it must be positive");
        assertThatThrownBy(() -> LoadSpec.usual(1, 1000, 1, START).spread(Duration.ofMillis(500)))
                .hasMessageContaining("span is PT0.5S")
                .hasMessageContaining("too short");
    }
}
