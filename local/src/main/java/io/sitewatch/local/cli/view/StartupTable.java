package io.sitewatch.local.cli.view;

import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sites on their way up, for a terminal that redraws it in place. */
public final class StartupTable {
    private final Palette palette;

    public StartupTable(Palette palette) {
        this.palette = palette;
    }

    /** One block a site, a line a component. */
    public List<String> lines(List<SiteSnapshot> sites, Duration elapsed) {
        List<String> lines = new ArrayList<>();
        for (SiteSnapshot site : sites) {
            List<ComponentRow> rows = ComponentRow.of(site);
            if (rows.isEmpty()) {
                lines.add("%s   waits for the operator to look at it, %s"
                        .formatted(palette.bold(SiteName.of(site.site()).toString()), Ages.of(elapsed)));
                continue;
            }
            long ready = rows.stream()
                    .filter(row -> row.mark() == Mark.READY || row.mark() == Mark.OFF)
                    .count();
            lines.add("%s   %d of %d ready, %s"
                    .formatted(
                            palette.bold(SiteName.of(site.site()).toString()), ready, rows.size(), Ages.of(elapsed)));
            for (ComponentRow row : rows) {
                String word =
                        palette.paint(row.mark(), "%-8s".formatted(row.mark().word()));
                lines.add("  %-14s %s   %s"
                        .formatted(row.label(), word, row.detail())
                        .stripTrailing());
            }
        }
        return lines;
    }
}
