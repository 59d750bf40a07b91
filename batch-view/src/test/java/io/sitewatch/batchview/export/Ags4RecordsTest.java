package io.sitewatch.batchview.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.batchview.export.Ags4Records.Installation;
import io.sitewatch.batchview.export.Ags4Records.Issue;
import io.sitewatch.batchview.store.Records.Place;
import io.sitewatch.batchview.store.Records.Row;
import io.sitewatch.readings.InstrumentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ags4RecordsTest {
    private static final Instant START = Instant.parse("2026-10-25T00:30:00Z");

    @Test
    void allTypesTogetherKeepTheRules() throws IOException {
        String file = file(Arrays.stream(InstrumentType.values())
                .map(type -> row(type, "BH-1", START, 12.3456789))
                .toArray(Row[]::new));

        assertThat(Ags4Rules.brokenBy(file)).isEmpty();
        assertThat(Ags4Rules.rows(file, "MOND"))
                .hasSize(5)
                .extracting(row -> row.get("MOND_UNIT"))
                .containsExactlyInAnyOrder("m", "kPa", "mm", "mm", "microstrain");
    }

    @Test
    void theHourThatComesTwiceInAutumnRepeatsNoKey() throws IOException {
        String file = file(
                row(InstrumentType.PIEZOMETER, "BH-1", START, 1),
                row(InstrumentType.PIEZOMETER, "BH-1", START.plusSeconds(3600), 2));

        assertThat(Ags4Rules.brokenBy(file)).isEmpty();
        assertThat(Ags4Rules.rows(file, "MOND"))
                .extracting(row -> row.get("MOND_DTIM"))
                .containsExactly("2026-10-25T00:30:00", "2026-10-25T01:30:00");
    }

    @Test
    void hostileNamesStayInTheirField() throws IOException {
        String file = file(row(InstrumentType.PIEZOMETER, "BH \"7\", Ü\r\n\"GROUP\"", START, -0.00001));

        assertThat(Ags4Rules.brokenBy(file)).isEmpty();
        assertThat(Ags4Rules.rows(file, "MOND"))
                .extracting(row -> row.get("LOCA_ID"), row -> row.get("MOND_RDNG"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("BH \"7\", _u00DC  \"GROUP\"", "0"));
    }

    @Test
    void withoutReadingsThereAreNoEmptyGroups() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Ags4Records(out, issue(), List.of(), List.of()).close();

        assertThat(Ags4Rules.brokenBy(out.toString(StandardCharsets.US_ASCII))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "water level (m), m",
        "microstrain, microstrain",
        "'', not stated",
        "pressure (kPa) , kPa",
        "level (m) above (datum), datum"
    })
    void aUnitIsNeverEmpty(String units, String expected) {
        assertThat(Ags4Records.unit(units)).isEqualTo(expected);
    }

    /** The rules themselves must see a fault, or they would prove nothing. */
    @Test
    void theRulesSeeFaults() throws IOException {
        String file = file(row(InstrumentType.PIEZOMETER, "BH-1", START, 1));

        assertThat(Ags4Rules.brokenBy(file.replace("\"kPa\"", "\"\""))).anyMatch(rule -> rule.startsWith("10b"));
        assertThat(Ags4Rules.brokenBy(file.replace("\r\n", "\n"))).isNotEmpty();
        assertThat(Ags4Rules.brokenBy(file.replace("\"PRES\",\"Pressure\"", "\"XXXX\",\"Pressure\"")))
                .anyMatch(rule -> rule.startsWith("16"));
        assertThat(Ags4Rules.brokenBy(file.replace(
                        "\"DATA\",\"BH-1\",\"piezometer\",\"\",\"EPIE\"",
                        "\"DATA\",\"BH-2\",\"piezometer\",\"\",\"EPIE\"")))
                .anyMatch(rule -> rule.startsWith("10c"));
    }

    private static String file(Row... rows) throws IOException {
        List<String> boreholes =
                Arrays.stream(rows).map(Row::boreholeNumber).distinct().toList();
        List<Installation> installations = Arrays.stream(rows)
                .map(row -> new Installation(
                        row.boreholeNumber(),
                        InstrumentType.ofLabel(row.instrument()).orElseThrow()))
                .distinct()
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Ags4Records ags = new Ags4Records(
                out,
                issue(),
                boreholes.stream()
                        .map(borehole -> new Place(borehole, 5811000.126, 320000.0, null))
                        .toList(),
                installations)) {
            Arrays.stream(rows).forEach(ags::write);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static Issue issue() {
        return new Issue("shaft", "Shaft \"A\"", "1", "Preliminary", "Sitewatch", "Client", START, START, START);
    }

    private static Row row(InstrumentType type, String borehole, Instant at, double reading) {
        return new Row(
                type.label(),
                borehole,
                at,
                at.plusSeconds(10),
                at.plusSeconds(4),
                reading,
                type.units(),
                3,
                reading - 1,
                reading + 1,
                "normal",
                80.5,
                5811000.0,
                320000.0,
                2,
                at.plusSeconds(12),
                false);
    }
}
