package io.sitewatch.local.cli.view;

import io.sitewatch.local.cli.site.Counters;
import io.sitewatch.local.cli.site.SiteName;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The counters of the sites, a line a site each time, with the header again after a screenful. */
public final class CounterLines {
    private static final int SCREENFUL = 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String FORM = "%-8s  %s  %10s %10s %10s %10s %10s %8s %8s";

    private final int siteWidth;
    private int sinceHeader = SCREENFUL;

    /** For sites of these names. */
    public CounterLines(List<SiteName> sites) {
        this.siteWidth =
                sites.stream().mapToInt(site -> site.toString().length()).reduce("site".length(), Math::max);
    }

    /** The lines of one moment. */
    public List<String> lines(LocalTime at, Map<SiteName, Counters> counters) {
        List<String> lines = new ArrayList<>();
        if (sinceHeader + counters.size() > SCREENFUL) {
            sinceHeader = 0;
            lines.add(FORM.formatted(
                    "time",
                    padded("site"),
                    "received",
                    "averaged",
                    "duplicate",
                    "rejected",
                    "records",
                    "alerts",
                    "lag"));
        }
        counters.forEach((site, counted) -> lines.add(FORM.formatted(
                        TIME.format(at),
                        padded(site.toString()),
                        counted.received(),
                        counted.averaged(),
                        counted.duplicate(),
                        counted.rejected(),
                        counted.records(),
                        counted.alerts(),
                        counted.lag().isPresent() ? counted.lag().getAsLong() : "-")
                + (counted.conserved() ? "" : "  NOT CONSERVED")));
        sinceHeader += counters.size();
        return lines;
    }

    private String padded(String site) {
        return site + " ".repeat(siteWidth - site.length());
    }
}
