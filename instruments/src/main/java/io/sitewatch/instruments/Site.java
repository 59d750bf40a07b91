package io.sitewatch.instruments;

import io.sitewatch.readings.InstrumentType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The instruments of a seed. More per type adds to them: those that were there stay as they were. */
final class Site {
    /** Borehole numbers go from 1 to this. */
    static final int MOST_PER_TYPE = 9998;

    private final Map<InstrumentType, List<Instrument>> instruments = new EnumMap<>(InstrumentType.class);

    Site(long seed, int perType) {
        for (InstrumentType type : InstrumentType.values()) {
            instruments.put(type, drawn(type, seed, perType));
        }
    }

    List<Instrument> of(InstrumentType type) {
        return instruments.get(type);
    }

    private static List<Instrument> drawn(InstrumentType type, long seed, int count) {
        Draws draws = Draws.of(seed).with(type.label());
        Set<Integer> taken = new HashSet<>();
        List<Instrument> drawn = new ArrayList<>(count);
        for (long n = 0; drawn.size() < count; n++) {
            int number = 1 + draws.with(n).below(MOST_PER_TYPE);
            if (taken.add(number)) {
                drawn.add(placed(type, "BH-" + number, draws.with("BH-" + number)));
            }
        }
        return List.copyOf(drawn);
    }

    private static Instrument placed(InstrumentType type, String boreholeNumber, Draws draws) {
        return new Instrument(
                type,
                boreholeNumber,
                Rounding.twoDecimals(draws.with("surface_level").between(75, 120)),
                (int) draws.with("northing").between(5_810_000, 5_816_000),
                (int) draws.with("easting").between(316_045, 325_000));
    }
}
