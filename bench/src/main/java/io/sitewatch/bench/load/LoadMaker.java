package io.sitewatch.bench.load;

import io.sitewatch.bench.load.Lots.Draw;
import io.sitewatch.readings.InstrumentType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A log of readings as a site writes it on bad days, the same for the same spec: every instrument is read at a steady
 * step with jitter, most readings arrive within {@value #NETWORK_MILLIS} ms and so overtake one another, late ones after a
 * delay that is as often tens of seconds as days, some arrive twice, and some are garbage.
 */
public final class LoadMaker {
    private static final double IMPLAUSIBLE = 12 * LoadRules.PLAUSIBLE;

    private static final long NETWORK_MILLIS = 20_000;
    private static final long SHORTEST_LATE_MILLIS = 10_000;
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final int INDEX_BITS = 27;

    private final LoadSpec spec;
    private final Lots lots;
    private final InstrumentType[] types = InstrumentType.values();
    private final int garbage;
    private final int duplicates;
    private final int distinct;
    private final long startMillis;
    private final long spanMillis;
    private final long stepMillis;

    public LoadMaker(LoadSpec spec) {
        if (spec.readings() >= 1 << INDEX_BITS) {
            throw new IllegalArgumentException(
                    "readings is " + spec.readings() + ": it must be under " + (1 << INDEX_BITS));
        }
        this.spec = spec;
        lots = new Lots(spec.seed());
        garbage = (int) Math.round(spec.readings() * spec.garbage());
        duplicates = (int) Math.round(spec.readings() * spec.duplicates());
        distinct = spec.readings() - garbage - duplicates;
        startMillis = spec.start().toEpochMilli();
        spanMillis = spec.span().toMillis();
        long perInstrument = (distinct + spec.instruments() - 1L) / spec.instruments();
        stepMillis = Math.max(1, spanMillis / Math.max(1, perInstrument));
    }

    /** Messages in the order of their arrival. May be called again, for the same. */
    public Stream<Message> log() {
        long[] order = new long[spec.readings()];
        for (int index = 0; index < order.length; index++) {
            order[index] = (arrival(index) - startMillis) << INDEX_BITS | index;
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToObj(entry -> message((int) (entry & ((1 << INDEX_BITS) - 1))));
    }

    public LoadSpec spec() {
        return spec;
    }

    public int duplicates() {
        return duplicates;
    }

    public int garbage() {
        return garbage;
    }

    /** Readings that count towards a record. */
    public int distinct() {
        return distinct;
    }

    private long arrival(int index) {
        if (index < distinct) {
            return observed(index) + delay(index);
        }
        if (index < distinct + duplicates) {
            return arrival(original(index)) + 1 + lots.below(repeatedWithin(index), index, Draw.REPEAT_DELAY);
        }
        return startMillis + lots.below(spanMillis, index, Draw.GARBAGE_TIME);
    }

    private Message message(int index) {
        long arrival = arrival(index);
        if (index < distinct) {
            return reading(index, arrival);
        }
        if (index < distinct + duplicates) {
            return reading(original(index), arrival);
        }
        return garbage(index, arrival);
    }

    private long observed(int index) {
        long step = index / spec.instruments();
        return startMillis + step * stepMillis + lots.below(stepMillis, index, Draw.JITTER);
    }

    /** Late delays are spread evenly over their orders of magnitude: ten seconds, minutes, hours, days. */
    private long delay(int index) {
        if (lots.unit(index, Draw.IS_LATE) >= spec.late()) {
            return lots.below(NETWORK_MILLIS, index, Draw.DELAY);
        }
        double orders = Math.log((double) spec.maxDelay().toMillis() / SHORTEST_LATE_MILLIS);
        return (long) (SHORTEST_LATE_MILLIS * Math.exp(orders * lots.unit(index, Draw.DELAY)));
    }

    private int original(int index) {
        return (int) lots.below(distinct, index, Draw.ORIGINAL);
    }

    /** Most repeats are a client's second try; one in ten comes hours later, from a logger that sends its file again. */
    private static long repeatedWithin(int index) {
        return index % 10 == 0
                ? Duration.ofHours(6).toMillis()
                : Duration.ofMinutes(1).toMillis();
    }

    private Message reading(int index, long arrival) {
        int instrument = index % spec.instruments();
        InstrumentType type = types[instrument % types.length];
        return message(
                key(type, instrument),
                arrival,
                json(
                        quoted(borehole(instrument)),
                        quoted(type.label()),
                        surfaceLevel(index),
                        instrument,
                        hundredths(value(type, index)),
                        quoted(Instant.ofEpochMilli(observed(index)).toString()),
                        type.units()));
    }

    private Message garbage(int index, long arrival) {
        Fault fault = Fault.values()[index % Fault.values().length];
        int instrument = (int) lots.below(spec.instruments(), index, Draw.GARBAGE_INSTRUMENT);
        InstrumentType type = types[instrument % types.length];
        String borehole = quoted(borehole(instrument));
        String label = quoted(type.label());
        String reading = hundredths(value(type, index));
        long observed = arrival - 1000;
        long age = WEEK_MILLIS / 2 + lots.below(WEEK_MILLIS, index, Draw.GARBAGE_AGE);
        String time = quoted(Instant.ofEpochMilli(observed).toString());
        switch (fault) {
            case NULL_READING -> reading = "null";
            case EMPTY_BOREHOLE -> borehole = "\"\"";
            case NO_TIMESTAMP -> time = "null";
            case NO_SUCH_MONTH -> time = "\"2026-13-07T08:06:42.882Z\"";
            case UNKNOWN_INSTRUMENT -> label = "\"thermometer\"";
            case WORDS_FOR_A_NUMBER -> reading = "\"out of water\"";
            case IMPLAUSIBLE -> reading = hundredths(IMPLAUSIBLE);
            case FROM_THE_FUTURE ->
                time = quoted(Instant.ofEpochMilli(arrival + age).toString());
            case A_WEEK_OLD ->
                time = quoted(Instant.ofEpochMilli(arrival - WEEK_MILLIS - age).toString());
            default -> {}
        }
        String json = json(borehole, label, surfaceLevel(index), instrument, reading, time, type.units());
        return message(key(type, instrument), arrival, fault == Fault.CUT_SHORT ? json.substring(0, 40) : json);
    }

    private static Message message(String key, long arrival, String json) {
        return new Message(key, json, arrival);
    }

    private static String json(
            String borehole,
            String instrument,
            String surfaceLevel,
            int place,
            String reading,
            String timestamp,
            String units) {
        return "{\"borehole_number\":" + borehole + ",\"instrument\":" + instrument + ",\"surface_level\":"
                + surfaceLevel + ",\"northing\":" + (5_810_000 + place % 6000) + ",\"easting\":"
                + (316_045 + place % 8955) + ",\"reading\":" + reading + ",\"timestamp\":" + timestamp
                + ",\"units\":" + quoted(units) + "}";
    }

    /** Drawn for each reading, so that taking another than the last one shows. */
    private String surfaceLevel(int index) {
        return hundredths(75 + 45 * lots.unit(index, Draw.SURFACE_LEVEL));
    }

    private double value(InstrumentType type, int index) {
        double unit = lots.unit(index, Draw.READING);
        return switch (type) {
            case WATER_STANDPIPE -> 65 + 57 * unit;
            case PIEZOMETER -> 20 + 180 * unit;
            default -> -30 + 60 * unit;
        };
    }

    private static String key(InstrumentType type, int instrument) {
        return type.label() + "/" + borehole(instrument);
    }

    /** One borehole holds an instrument of each type: the number alone is no identity. */
    private static String borehole(int instrument) {
        return "BH-" + (1 + instrument / InstrumentType.values().length);
    }

    private static String hundredths(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2).toPlainString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
