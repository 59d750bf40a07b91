package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.site.SiteSnapshot;
import io.sitewatch.local.cli.view.StartupTable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A table that is redrawn in place at the bottom of a terminal, with lines scrolling above it. */
final class LiveDisplay implements Display {
    private static final String ESCAPE = "\u001B[";
    /** Long lines are cut by the terminal: wrapped ones would be more lines than there are to go up. */
    private static final String NO_WRAP = ESCAPE + "?7l";

    private static final String WRAP = ESCAPE + "?7h";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintStream out;
    private final StartupTable table;
    private List<String> shown = List.of();

    LiveDisplay(PrintStream out, StartupTable table) {
        this.out = out;
        this.table = table;
    }

    @Override
    public void line(String text) {
        if (shown.isEmpty()) {
            out.println(text);
        } else {
            draw(text + "\n", shown);
        }
    }

    @Override
    public void starting(List<SiteSnapshot> sites, Duration elapsed) {
        draw("", table.lines(sites, elapsed));
    }

    @Override
    public void settle() {
        shown = List.of();
    }

    private void draw(String above, List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (!shown.isEmpty()) {
            frame.append(ESCAPE).append(shown.size()).append('F');
        }
        frame.append(CLEAR_BELOW).append(above).append(NO_WRAP);
        lines.forEach(line -> frame.append(line).append('\n'));
        frame.append(WRAP);
        out.print(frame);
        out.flush();
        shown = List.copyOf(lines);
    }
}
