package io.sitewatch.local.cli.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.kibana.panel.PanelTable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelPlotTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void numbersAndTablesAreNoImages() throws IOException {
        for (String form : List.of("metric", "data_table")) {
            assertThat(PanelPlot.write(
                            panel(form, List.of("Type"), List.of(List.of("piezometer", 3.0))), "Shaft", file()))
                    .isFalse();
        }
        assertThat(PanelPlot.write(panel("line", List.of("Time"), List.of()), "Shaft", file()))
                .isFalse();
        assertThat(file()).doesNotExist();
    }

    @Test
    void everyFormOfChartIsDrawn() throws IOException {
        List<List<Object>> overTime = List.of(List.of(NOON, 3.0), List.of(NOON.plusSeconds(60), 0.0));
        List<PanelTable> panels = List.of(
                panel("line", List.of("Time"), overTime),
                panel("bar", List.of("Time"), overTime),
                panel("bar_stacked", List.of("Time"), List.of(List.of(NOON, 0.0))),
                panel(
                        "bar_horizontal_stacked",
                        List.of("Level", "Type"),
                        List.of(List.of("alarm", "piezometer", 1.0), List.of("normal", "strain_gauge", 4.0))),
                panel(
                        "heatmap",
                        List.of("Easting", "Northing"),
                        List.of(List.of(1.0, 2.0, 196.40333333333334), List.of(3.0, 4.0, 7.0))));
        for (PanelTable panel : panels) {
            assertThat(PanelPlot.write(panel, "Shaft", file())).as(panel.form()).isTrue();
            assertThat(colours(ImageIO.read(file().toFile()))).as(panel.form()).isGreaterThan(3);
        }
    }

    @Test
    void aLimitIsDrawnAcrossInItsColour() throws IOException {
        PanelTable panel = new PanelTable(
                "Readings",
                "line",
                List.of("Time"),
                List.of("kPa"),
                List.of(List.of(NOON, 3.0), List.of(NOON.plusSeconds(60), 4.0)),
                List.of(new PanelTable.Line("alarm above 5", 5, "#AA2E25")));
        assertThat(PanelPlot.write(panel, "Shaft", file())).isTrue();
        BufferedImage image = ImageIO.read(file().toFile());
        int alarm = Color.decode("#AA2E25").getRGB();
        assertThat(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .contains(alarm);
    }

    @Test
    void stepsOfTimeWithNothingInThemHaveTheirPlace() {
        assertThat(PanelPlot.steps(new TreeSet<>(List.of(NOON, NOON.plusSeconds(60), NOON.plusSeconds(240)))))
                .containsExactly(
                        NOON,
                        NOON.plusSeconds(60),
                        NOON.plusSeconds(120),
                        NOON.plusSeconds(180),
                        NOON.plusSeconds(240));
        assertThat(PanelPlot.steps(new TreeSet<>(List.of(NOON)))).containsExactly(NOON);
        assertThat(PanelPlot.steps(new TreeSet<>(List.of(NOON, NOON.plusSeconds(1), NOON.plusSeconds(86_400)))))
                .as("too many to be drawn")
                .hasSize(3);
    }

    private static PanelTable panel(String form, List<String> buckets, List<List<Object>> rows) {
        return new PanelTable("Panel", form, buckets, List.of("kPa"), rows, List.of());
    }

    private static long colours(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }

    private Path file() {
        return folder.resolve("panel.png");
    }
}
