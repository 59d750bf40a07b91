package io.sitewatch.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the faults of items. Whether one happens is drawn for the seed, the fault, the instrument and the sample: the
 * same question gets the same faulty answer.
 */
final class FaultyItems {
    private static final int BURST = 5;
    private static final int BATCH = 20;

    private final long seed;
    private final Logger logger;

    FaultyItems(long seed, Logger logger) {
        this.seed = seed;
        this.logger = logger;
    }

    /** The items that come instead of the one of that instrument and time. */
    List<ObjectNode> items(Instrument instrument, Instant time, Faults faults) {
        Draws draws = instrument.draws(seed).with(time.toEpochMilli());
        ObjectNode item = logger.item(instrument, time);
        if (happens(Fault.OUT_OF_RANGE, faults, draws)) {
            item.put("reading", outOfRange(instrument, draws));
        }
        if (happens(Fault.FUTURE, faults, draws)) {
            long ahead = within(faults.span(Fault.FUTURE), draws.with("ahead"));
            item.put("timestamp", Logger.timestamp(time.plusMillis(ahead)));
        }
        if (happens(Fault.NULLS, faults, draws)) {
            item.putNull(anyField(item, draws.with("null field")));
        }
        if (happens(Fault.EMPTY_STRINGS, faults, draws)) {
            item.put(anyField(item, draws.with("empty field")), "");
        }
        List<ObjectNode> items = new ArrayList<>();
        items.add(item);
        if (happens(Fault.DUPLICATES, faults, draws)) {
            items.add(item);
        }
        if (happens(Fault.BURSTS, faults, draws)) {
            int more = 1 + draws.with("burst").below(BURST);
            earlier(instrument, time, more, faults.span(Fault.BURSTS), draws.with("burst times"))
                    .forEach(items::add);
        }
        if (happens(Fault.LATE, faults, draws)) {
            int more = 1 + draws.with("batch").below(BATCH);
            earlier(instrument, time, more, faults.span(Fault.LATE), draws.with("batch times"))
                    .forEach(items::add);
        }
        return items;
    }

    private static boolean happens(Fault fault, Faults faults, Draws draws) {
        return draws.with(fault.label()).happens(faults.rate(fault));
    }

    private Stream<ObjectNode> earlier(Instrument instrument, Instant time, int count, Duration span, Draws draws) {
        return Stream.iterate(0, n -> n < count, n -> n + 1)
                .map(n -> logger.item(instrument, time.minusMillis(within(span, draws.with(n)))));
    }

    /** More than none and up to the span, in milliseconds. */
    private static long within(Duration span, Draws draws) {
        return 1 + (long) (draws.unit() * span.toMillis());
    }

    private static double outOfRange(Instrument instrument, Draws draws) {
        Range range = Range.of(instrument);
        double away = draws.with("away").between(10, 100);
        return Rounding.twoDecimals(range.at(draws.with("side").happens(0.5) ? 1 + away : -away));
    }

    private static String anyField(JsonNode item, Draws draws) {
        List<String> names = new ArrayList<>();
        item.fieldNames().forEachRemaining(names::add);
        return names.get(draws.below(names.size()));
    }
}
