package io.sitewatch.stream.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class StateFormatTest {
    private static final long BUCKET = 320_000_000;

    @Property
    void theHeadComesBackAsItWas(
            @ForAll @Size(max = 200) Set<@LongRange(min = -5000, max = 5000) Long> buckets, @ForAll long newest) {
        InstrumentHead head = new InstrumentHead();
        buckets.forEach(bucket -> head.buckets.add(bucket * BUCKET));
        head.newestTs = newest;
        head.stale = newest % 2 == 0;
        head.staleSince = -newest;
        head.rulesVersion = 12;
        head.turns.pass(List.of(reading(3, newest), reading(700, -newest)));
        InstrumentHead back = InstrumentHead.of(head.toBytes(BUCKET), BUCKET);
        assertThat(back.buckets).isEqualTo(head.buckets);
        assertThat(back).usingRecursiveComparison().isEqualTo(head);
    }

    @Example
    void aStateOfBeforeTurnsWereKeptIsReadOn() {
        byte[] kept = new ByteWriter()
                .put(1)
                .putVar(0)
                .put(2)
                .put(0)
                .putVar(BUCKET)
                .put(1)
                .putVar(1)
                .putVar(1)
                .toBytes();
        InstrumentHead head = InstrumentHead.of(kept, BUCKET);
        assertThat(head.newestTs).isEqualTo(BUCKET);
        assertThat(head.buckets).containsExactly(BUCKET);
        assertThat(head.turns.isPassed(reading(0, 0))).isFalse();
    }

    @Property
    void aReadingKeepsItsTurn(@ForAll long waited) {
        Reading one = reading(1, 1000).at(1000 + Math.abs(waited % 1_000_000));
        ByteWriter out = new ByteWriter();
        one.writeFact(out, 0, null);
        assertThat(Reading.readFact(new ByteReader(out.toBytes()), 0, null)).isEqualTo(one);
    }

    private static Reading reading(int partition, long arrival) {
        return new Reading(5, 1.5, Double.NaN, 2, 3, "kPa", arrival, arrival, partition, 7, 0, 0, 0, 0);
    }

    @Property
    void variableLengthNumbersComeBack(@ForAll long value) {
        assertThat(new ByteReader(new ByteWriter().putVar(value).toBytes()).getVar())
                .isEqualTo(value);
    }
}
