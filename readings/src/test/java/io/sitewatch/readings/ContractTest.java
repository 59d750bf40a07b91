package io.sitewatch.readings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other programs rely on, spelled out once more on purpose: a change here breaks somebody outside. */
class ContractTest {

    @ParameterizedTest
    @CsvSource({
        "water_standpipe, water_standpipe, water level (m)",
        "piezometer, pore_pressure, pressure (kPa)",
        "settlement_marker, settlement/x, displacement (mm)",
        "extensometer, settlement/y, displacement (mm)",
        "strain_gauge, settlement/z, microstrain",
    })
    void typesKeepTheirPathsAndUnits(String label, String path, String units) {
        InstrumentType type = InstrumentType.ofLabel(label).orElseThrow();
        assertThat(type.path()).isEqualTo(path);
        assertThat(type.units()).isEqualTo(units);
        assertThat(type.topic()).isEqualTo(label);
    }

    @Test
    void aSiteHasEightTopics() {
        assertThat(Topics.all())
                .containsExactly(
                        "monitoring",
                        "water_standpipe",
                        "piezometer",
                        "settlement_marker",
                        "extensometer",
                        "strain_gauge",
                        "alerts",
                        "rejected");
    }

    @Test
    void levelsAscend() {
        assertThat(Level.values()).extracting(Level::label).containsExactly("normal", "alert", "action", "alarm");
        assertThat(Level.ofLabel("action")).isEqualTo(Level.ACTION);
    }

    @Test
    void rulesComeBackFromJsonAsTheyWere() throws Exception {
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        SiteRules rules = new SiteRules(List.of(new SiteRules.InstrumentRules(
                InstrumentType.PIEZOMETER,
                null,
                new SiteRules.Range(0.0, 500.0),
                new SiteRules.Limits(new SiteRules.Limit(120.0, null), null, new SiteRules.Limit(180.0, 5.0)),
                2.5,
                "30m",
                List.of(new SiteRules.Override(
                        "BH-4493",
                        null,
                        12.5,
                        new SiteRules.Calibration(1.02, -0.5, null, null, null),
                        Instant.parse("2026-05-02T08:00:00Z"))))));

        String json = mapper.writeValueAsString(rules);

        assertThat(json).contains("\"type\":\"piezometer\"").contains("\"staleAfter\":\"30m\"");
        assertThat(mapper.readValue(json, SiteRules.class)).isEqualTo(rules);
    }
}
