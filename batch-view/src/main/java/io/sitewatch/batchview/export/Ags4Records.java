package io.sitewatch.batchview.export;

import io.sitewatch.batchview.export.Ags4File.Heading;
import io.sitewatch.batchview.store.Records.Place;
import io.sitewatch.batchview.store.Records.Row;
import io.sitewatch.readings.InstrumentType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records as AGS4, edition 4.1.1: PROJ, TRAN, LOCA, MONG, MOND, then ABBR, UNIT and TYPE, which list what was used. A
 * borehole is a location (LOCA), an instrument in it an installation (MONG), a record a reading (MOND). The headings, their
 * order, status, units and types are those of the standard data dictionary 4.1.1; no heading of our own is used, so there
 * is no DICT group (rule 18). AGS times carry no zone and must not repeat (rule 10a, MOND_DTIM is a key), so they are UTC,
 * which the file says.
 */
final class Ags4Records implements RecordWriter {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Pattern UNIT_IN_WORDS = Pattern.compile("\\(([^()]+)\\)\\s*$");

    /** Codes of the standard's abbreviation list, but for WLEV and EXT, which it lacks and the file defines itself. */
    private static final Map<InstrumentType, Codes> CODES = Map.of(
            InstrumentType.WATER_STANDPIPE, new Codes("SP", "Standpipe", "WLEV", "Water level above datum"),
            InstrumentType.PIEZOMETER, new Codes("EPIE", "Electronic Piezometer", "PRES", "Pressure"),
            InstrumentType.SETTLEMENT_MARKER,
                    new Codes("MSET", "Levelling point or plate", "DSPC", "Displacement in direction C"),
            InstrumentType.EXTENSOMETER,
                    new Codes("EXT", "Extensometer, kind not stated", "DSPA", "Displacement in direction A"),
            InstrumentType.STRAIN_GAUGE, new Codes("SG", "Strain gauge", "STRA", "Strain in direction A"));

    private static final Map<String, String> TYPE_WORDS = Map.of(
            "ID", "Unique Identifier",
            "X", "Text",
            "XN", "Text / Numeric",
            "PA", "Text listed in ABBR Group",
            "PU", "Text listed in UNIT Group",
            "PT", "Text listed in TYPE Group",
            "DT", "Date time in international format",
            "2DP", "Value; required number of decimal places, 2");
    private static final Map<String, String> UNIT_WORDS = Map.of(
            "m", "metres",
            "mm", "millimetres",
            "kPa", "kilopascals",
            "microstrain", "strain times 1000000",
            "yyyy-mm-dd", "year month day",
            "yyyy-mm-ddThh:mm:ss", "year month day hours minutes seconds",
            "not stated", "the source named no unit");

    private final Ags4File file;
    private final Map<InstrumentType, Codes> used = new LinkedHashMap<>();
    private boolean readingsBegun;

    /** Writes everything that comes before the readings; a group without a row is left out (rule 2). */
    Ags4Records(OutputStream out, Issue issue, List<Place> places, List<Installation> installations)
            throws IOException {
        file = new Ags4File(out);
        project(issue);
        transmission(issue);
        locations(places);
        installations(installations);
    }

    private void readings() throws IOException {
        file.group(
                "MOND",
                new Heading("LOCA_ID", "", "ID"),
                new Heading("MONG_ID", "", "X"),
                new Heading("MONG_DIS", "m", "2DP"),
                new Heading("MOND_DTIM", "yyyy-mm-ddThh:mm:ss", "DT"),
                new Heading("MOND_TYPE", "", "PA"),
                new Heading("MOND_REF", "", "X"),
                new Heading("MOND_RDNG", "", "XN"),
                new Heading("MOND_UNIT", "", "PU"),
                new Heading("MOND_REM", "", "X"));
    }

    private void project(Issue issue) throws IOException {
        file.group("PROJ", new Heading("PROJ_ID", "", "ID"), new Heading("PROJ_NAME", "", "X"));
        file.data(issue.projectId(), issue.projectName());
    }

    private void transmission(Issue issue) throws IOException {
        file.group(
                "TRAN",
                new Heading("TRAN_ISNO", "", "X"),
                new Heading("TRAN_DATE", "yyyy-mm-dd", "DT"),
                new Heading("TRAN_PROD", "", "X"),
                new Heading("TRAN_STAT", "", "X"),
                new Heading("TRAN_DESC", "", "X"),
                new Heading("TRAN_AGS", "", "X"),
                new Heading("TRAN_RECV", "", "X"),
                new Heading("TRAN_DLIM", "", "X"),
                new Heading("TRAN_RCON", "", "X"),
                new Heading("TRAN_REM", "", "X"));
        file.data(
                issue.number(),
                DATE.format(issue.at()),
                issue.producer(),
                issue.status(),
                "Monitoring readings from %s to %s"
                        .formatted(DATE_TIME.format(issue.from()), DATE_TIME.format(issue.to())),
                "4.1.1",
                issue.recipient(),
                "|",
                "+",
                "All times are UTC. A reading is the mean of the readings in its window, at the window's start.");
    }

    private void locations(List<Place> places) throws IOException {
        if (places.isEmpty()) {
            return;
        }
        file.group(
                "LOCA",
                new Heading("LOCA_ID", "", "ID"),
                new Heading("LOCA_NATE", "m", "2DP"),
                new Heading("LOCA_NATN", "m", "2DP"),
                new Heading("LOCA_GL", "m", "2DP"));
        for (Place place : places) {
            file.data(
                    place.boreholeNumber(),
                    twoPlaces(place.easting()),
                    twoPlaces(place.northing()),
                    twoPlaces(place.surfaceLevel()));
        }
    }

    private void installations(List<Installation> installations) throws IOException {
        if (installations.isEmpty()) {
            return;
        }
        file.group(
                "MONG",
                new Heading("LOCA_ID", "", "ID"),
                new Heading("MONG_ID", "", "X"),
                new Heading("MONG_DIS", "m", "2DP"),
                new Heading("MONG_TYPE", "", "PA"),
                new Heading("MONG_DETL", "", "X"),
                new Heading("MONG_REM", "", "X"));
        for (Installation installation : installations) {
            Codes codes = codes(installation.type());
            file.data(
                    installation.borehole(),
                    installation.type().label(),
                    null,
                    codes.installation(),
                    codes.installationWords(),
                    "sign of the readings as delivered by the instrument");
        }
    }

    @Override
    public void write(Row row) {
        Optional<InstrumentType> type = InstrumentType.ofLabel(row.instrument());
        if (type.isEmpty()) {
            return;
        }
        String unit = unit(row.units());
        file.uses(unit);
        try {
            if (!readingsBegun) {
                readings();
                readingsBegun = true;
            }
            file.data(
                    row.boreholeNumber(),
                    row.instrument(),
                    null,
                    DATE_TIME.format(row.windowStart()),
                    codes(type.get()).reading(),
                    null,
                    BigDecimal.valueOf(row.reading())
                            .setScale(4, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString(),
                    unit,
                    remarks(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Codes codes(InstrumentType type) {
        return used.computeIfAbsent(type, CODES::get);
    }

    private static String remarks(Row row) {
        return row.samples() == 1 ? "" : "mean of " + row.samples() + " readings" + (row.late() ? ", corrected" : "");
    }

    /** {@code pressure (kPa)} is kPa; MOND_UNIT is a required field, so it is never empty. */
    static String unit(String units) {
        String text = Ags4File.ascii(units.strip());
        Matcher inWords = UNIT_IN_WORDS.matcher(text);
        String unit = inWords.find() ? inWords.group(1).strip() : text;
        return unit.isEmpty() ? "not stated" : unit;
    }

    private static String twoPlaces(Double value) {
        return value == null ? null : String.format(Locale.ROOT, "%.2f", value);
    }

    /** Writes what lists that which was used. */
    @Override
    public void close() throws IOException {
        abbreviations();
        Heading unit = new Heading("UNIT_UNIT", "", "X");
        file.group("UNIT", unit, new Heading("UNIT_DESC", "", "X"));
        for (String name : file.units()) {
            file.data(name, UNIT_WORDS.getOrDefault(name, name));
        }
        file.group("TYPE", new Heading("TYPE_TYPE", "", "X"), new Heading("TYPE_DESC", "", "X"));
        for (String name : file.types()) {
            file.data(name, TYPE_WORDS.getOrDefault(name, name));
        }
        file.close();
    }

    private void abbreviations() throws IOException {
        if (used.isEmpty()) {
            return;
        }
        file.group(
                "ABBR",
                new Heading("ABBR_HDNG", "", "X"),
                new Heading("ABBR_CODE", "", "X"),
                new Heading("ABBR_DESC", "", "X"));
        for (Codes codes : used.values()) {
            file.data("MONG_TYPE", codes.installation(), codes.installationWords());
        }
        for (Codes codes : used.values()) {
            file.data("MOND_TYPE", codes.reading(), codes.readingWords());
        }
    }

    /** MONG_TYPE and MOND_TYPE of a type, with what the ABBR group says of them. */
    private record Codes(String installation, String installationWords, String reading, String readingWords) {}

    /** An instrument in a borehole. */
    record Installation(String borehole, InstrumentType type) {}

    /**
     * Who hands what to whom: the fields of PROJ and TRAN.
     *
     * @param at when the file was made
     * @param from start of the readings' time, {@code to} its end
     */
    record Issue(
            String projectId,
            String projectName,
            String number,
            String status,
            String producer,
            String recipient,
            Instant at,
            Instant from,
            Instant to) {}
}
