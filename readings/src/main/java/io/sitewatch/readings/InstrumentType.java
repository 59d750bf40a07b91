package io.sitewatch.readings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of instrument that a site has, with the three facts that the wire format ties to each: the path that the
 * instruments API serves it under, the name it carries in {@code instrument}, and the units it is read in.
 *
 * <p>The label is also the name of the Kafka topic that its records go to.
 */
public enum InstrumentType {
    /** Water level in an open standpipe, in metres above the site's datum. */
    WATER_STANDPIPE("water_standpipe", "water_standpipe", "water level (m)"),
    /** Pore water pressure, in kilopascals. */
    PIEZOMETER("piezometer", "pore_pressure", "pressure (kPa)"),
    /** Vertical movement of a surface or building point, in millimetres. */
    SETTLEMENT_MARKER("settlement_marker", "settlement/x", "displacement (mm)"),
    /** Movement between anchors in a borehole, in millimetres. */
    EXTENSOMETER("extensometer", "settlement/y", "displacement (mm)"),
    /** Strain in a lining or prop, in microstrain. The upstream API calls it a displacement in mm: it is not. */
    STRAIN_GAUGE("strain_gauge", "settlement/z", "microstrain");

    private static final InstrumentType[] ALL = values();

    private final String label;
    private final String path;
    private final String units;

    InstrumentType(String label, String path, String units) {
        this.label = label;
        this.path = path;
        this.units = units;
    }

    /** The name on the wire and in every store, for example {@code piezometer}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The path below {@code {base}/params/}, for example {@code pore_pressure}. */
    public String path() {
        return path;
    }

    /** The units of {@code reading} when a message or the site's manifest names no other. */
    public String units() {
        return units;
    }

    /**
     * The units of a reading whose message says these: they stand, but for two cases. Without any it is the type's own,
     * and the instruments API's displacement of a strain gauge is the microstrain that it is.
     */
    public String unitsFor(String said) {
        boolean isMistaken = this == STRAIN_GAUGE && said.equals(EXTENSOMETER.units);
        return said.isEmpty() || isMistaken ? units : said;
    }

    /** The topic that this type's records go to. */
    public String topic() {
        return label;
    }

    /** The type of that label, or nothing: the caller decides what an unknown type means. */
    public static Optional<InstrumentType> ofLabel(String label) {
        // Every reading passes here: five comparisons, mostly of lengths, are cheaper than a map.
        for (InstrumentType type : ALL) {
            if (type.label.equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** All labels, for messages: {@code water_standpipe, piezometer, …}. */
    public static String labels() {
        return Arrays.stream(values()).map(InstrumentType::label).collect(Collectors.joining(", "));
    }
}
