package io.sitewatch.local.cli.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kibana.panel.PanelTable;
import io.sitewatch.kibana.panel.TimeRange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Prints what is on dashboards, and writes their charts as images when asked to. */
public final class DashboardPrinter {
    private final SiteDashboards dashboards;
    private final PrintStream out;
    private final Optional<Path> folder;

    /**
     * A printer.
     *
     * @param folder that images go to; empty: none are made
     */
    public DashboardPrinter(SiteDashboards dashboards, PrintStream out, Optional<Path> folder) {
        this.dashboards = dashboards;
        this.out = out;
        this.folder = folder;
    }

    /**
     * Prints them.
     *
     * @param wanted part of the id of those to print; empty: all
     * @param instrument {@code type/borehole} for the dashboard of one instrument; empty: the one that was heard of last
     * @param last how far back to look, such as 1h; empty: as far as each dashboard does
     * @return how many were printed
     */
    public int print(Optional<String> wanted, Optional<String> instrument, Optional<String> last, Instant now)
            throws IOException, InterruptedException {
        int printed = 0;
        for (Dashboard dashboard : dashboards.all()) {
            if (wanted.filter(part -> !dashboard.id().contains(part)).isPresent()) {
                continue;
            }
            TimeRange range = last.map(length -> TimeRange.of("now-" + length, "now", now))
                    .orElseGet(() -> dashboard.range(now));
            print(dashboard, range, instrument);
            printed++;
        }
        return printed;
    }

    private void print(Dashboard dashboard, TimeRange range, Optional<String> instrument)
            throws IOException, InterruptedException {
        String condition = "";
        String about = "";
        if (dashboard.isOfOneInstrument()) {
            condition = instrument.isPresent()
                    ? condition(instrument.get())
                    : dashboards.anyInstrument().orElse("");
            about = condition.isEmpty() ? "" : ", " + condition;
        }
        String heading = dashboard.title() + "  (" + range.from() + " to " + range.to() + about + ")";
        out.println();
        out.println(heading);
        out.println("=".repeat(heading.length()));
        int number = 0;
        for (JsonNode chart : dashboard.charts()) {
            number++;
            PanelTable panel = dashboards.run(chart, range, condition);
            PanelText.lines(panel).forEach(out::println);
            if (folder.isPresent()) {
                plot(dashboard, number, panel);
            }
        }
    }

    private void plot(Dashboard dashboard, int number, PanelTable panel) throws IOException {
        Files.createDirectories(folder.get());
        String name = "%s-%02d-%s.png"
                .formatted(
                        dashboard.id(),
                        number,
                        panel.title()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-")
                                .replaceAll("^-|-$", ""));
        Path file = folder.get().resolve(name);
        if (PanelPlot.write(panel, dashboard.title(), file)) {
            out.println("    plotted in " + file);
        }
    }

    private static String condition(String instrument) {
        int slash = instrument.indexOf('/');
        return SiteDashboards.condition(instrument.substring(0, slash), instrument.substring(slash + 1));
    }
}
