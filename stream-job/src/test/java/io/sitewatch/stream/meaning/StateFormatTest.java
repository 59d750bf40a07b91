package io.sitewatch.stream.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
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
        InstrumentHead back = InstrumentHead.of(head.toBytes(BUCKET), BUCKET);
        assertThat(back.buckets).isEqualTo(head.buckets);
        assertThat(back).usingRecursiveComparison().isEqualTo(head);
    }

    @Property
    void variableLengthNumbersComeBack(@ForAll long value) {
        assertThat(new ByteReader(new ByteWriter().putVar(value).toBytes()).getVar())
                .isEqualTo(value);
    }
}
