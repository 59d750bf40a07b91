package io.sitewatch.local.cli.up;

import static io.sitewatch.local.cli.TestSites.condition;
import static io.sitewatch.local.cli.TestSites.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cli.site.SiteSnapshot;
import io.sitewatch.local.cli.view.Palette;
import io.sitewatch.local.cli.view.StartupTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays what is written into a terminal of many lines, and looks at what a person then sees. */
class LiveDisplayTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Display display =
            new LiveDisplay(new PrintStream(written, true, StandardCharsets.UTF_8), new StartupTable(Palette.PLAIN));

    @Test
    void theTableIsRedrawnInPlaceAndLinesScrollAboveIt() {
        SiteSnapshot first = snapshot("shaft", condition("KafkaReady", "False", "Creating", "the broker starts"));
        SiteSnapshot second = snapshot("shaft", condition("KafkaReady", "True", "Ready", "1 broker"));

        display.line("starting the laptop cluster");
        display.starting(List.of(first), Duration.ofSeconds(1));
        display.line("warning kafka: died");
        display.starting(List.of(second), Duration.ofSeconds(2));

        assertThat(screen())
                .containsExactly(
                        "starting the laptop cluster",
                        "warning kafka: died",
                        "shaft   1 of 1 ready, 2s",
                        "  Kafka          ready      1 broker");
    }

    @Test
    void onceSettledTheTableStaysAndLinesFollowBelow() {
        display.starting(List.of(snapshot("shaft")), Duration.ofSeconds(1));
        display.settle();
        display.line("shaft is ready");

        assertThat(screen()).containsExactly("shaft   waits for the operator to look at it, 1s", "shaft is ready");
    }

    /** The terminal's part: text, newline, {@code CSI n F} (up to the start of a line), {@code CSI J} (clear below). */
    private List<String> screen() {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        String text = written.toString(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\u001B') {
                int end = i + 2;
                while (!Character.isLetter(text.charAt(end))) {
                    end++;
                }
                String argument = text.substring(i + 2, end);
                if (text.charAt(end) == 'F') {
                    row -= Integer.parseInt(argument);
                } else if (text.charAt(end) == 'J') {
                    lines = new ArrayList<>(lines.subList(0, row));
                    lines.add(new StringBuilder());
                }
                i = end;
            } else if (text.charAt(i) == '\n') {
                row++;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else {
                lines.get(row).append(text.charAt(i));
            }
        }
        return lines.stream()
                .map(StringBuilder::toString)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
