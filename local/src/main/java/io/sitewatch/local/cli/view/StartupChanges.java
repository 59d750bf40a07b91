package io.sitewatch.local.cli.view;

import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sites on their way up, for a log: one line for each component whose state or reason changed since it was last asked. */
public final class StartupChanges {
    private final Map<String, ComponentRow> last = new HashMap<>();

    /** What changed; a component that waits for another one is not worth a line. */
    public List<String> lines(List<SiteSnapshot> sites) {
        List<String> lines = new ArrayList<>();
        for (SiteSnapshot site : sites) {
            String name = SiteName.of(site.site()).toString();
            for (ComponentRow row : ComponentRow.of(site)) {
                ComponentRow before = last.put(name + "/" + row.label(), row);
                boolean news = before == null
                        || before.mark() != row.mark()
                        || !before.reason().equals(row.reason());
                if (news && row.mark() != Mark.WAITING) {
                    lines.add("%s: %-13s %-8s %s"
                            .formatted(name, row.label(), row.mark().word(), row.detail())
                            .stripTrailing());
                }
            }
        }
        return lines;
    }
}
