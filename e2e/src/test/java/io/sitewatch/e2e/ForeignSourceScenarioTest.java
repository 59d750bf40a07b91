package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site whose instruments API somebody else runs: what it says is what the tables hold, to the last digit. */
class ForeignSourceScenarioTest {
    private static final Duration LONG = Duration.ofMinutes(8);

    private final Path folder = Path.of("target", "foreign").toAbsolutePath();
    private final Sitewatch sitewatch = new Sitewatch(folder.resolve("state"));

    @BeforeEach
    @AfterEach
    void leaveNothing() throws IOException {
        Sitewatch.deleteRecursively(folder);
    }

    @Test
    void meansDuplicatesAndRejectsAreExact() throws IOException {
        // Yesterday, at the start of a ten-second window: late data, and normal.
        Instant window = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        try (ForeignInstrumentsApi api = new ForeignInstrumentsApi()) {
            api.answers("/params/pore_pressure", """
                    {"units": "pressure (kPa)", "instruments": 99, "items": [
                      %s, %s, %s, %s, %s, %s, "not an item"], "timezone": "UTC", "vendor": "somebody else"}
                    """.formatted(
                            item("piezometer", "BH-1", "10.0", window),
                            item("piezometer", "BH-1", "60.0", window.plusSeconds(9)),
                            item("piezometer", "BH-1", "20.0", window.plusSeconds(4)),
                            item("piezometer", "BH-1", "20.0", window.plusSeconds(4)),
                            item("piezometer", "BH-2", "null", window),
                            item("piezometer", "BH-3", "42.5", window.minus(30, ChronoUnit.DAYS))));
            api.answers("/params/settlement/x", "{\"instruments\": 1, \"items\": [{\"instrument\": \"settl");

            Path manifest = folder.resolve("http-source.yaml");
            Files.createDirectories(folder);
            Files.writeString(
                    manifest,
                    Files.readString(Path.of("..", "examples", "http-source.yaml"))
                            .replaceAll("baseUrl: .*", "baseUrl: " + api.baseUrl()));

            try (Sitewatch.Running up = sitewatch.start("up", manifest.toString())) {
                await("a second poll, all of it duplicates")
                        .atMost(LONG)
                        .pollInterval(Duration.ofSeconds(3))
                        .until(() -> {
                            assertThat(up.isAlive()).as(up.said()).isTrue();
                            Sitewatch.Outcome duplicates = sitewatch.run(
                                    Duration.ofMinutes(1),
                                    "psql",
                                    "-c",
                                    "SELECT duplicate >= 5 FROM stream_progress",
                                    "--tuples-only");
                            return duplicates.exit() == 0
                                    && duplicates.out().strip().equals("t");
                        });

                assertThat(sitewatch.sql(
                                "SELECT instrument, borehole_number, reading, samples, reading_min, reading_max, "
                                        + "surface_level, units FROM record"))
                        .as("one record, the mean of the three readings of BH-1")
                        .isEqualTo("piezometer|BH-1|30|3|10|60|79.45|pressure (kPa)");
                assertThat(sitewatch.sql("SELECT averaged FROM stream_progress"))
                        .isEqualTo("3");
                assertThat(sitewatch.sql("SELECT received - averaged - duplicate - rejected FROM stream_progress"))
                        .isEqualTo("0");
                assertThat(sitewatch.sql("SELECT string_agg(key, ',' ORDER BY key) FROM stream_progress, "
                                + "jsonb_object_keys(rejected_by_reason) AS key"))
                        .isEqualTo("late,missing_field,unparseable");
                up.interrupt();
                up.finish(Duration.ofSeconds(30));
            }
        }
    }

    private static String item(String instrument, String borehole, String reading, Instant time) {
        return """
                {"timestamp": "%s", "reading": %s, "borehole_number": "%s", "instrument": "%s",
                 "easting": 323112, "northing": 5815854, "surface_level": 79.45}""".formatted(time, reading, borehole, instrument);
    }
}
