package io.sitewatch.local.cli.view;

import io.fabric8.kubernetes.api.model.Condition;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SitePart;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A site's state for people. */
public final class StatusView {
    private final Palette palette;

    public StatusView(Palette palette) {
        this.palette = palette;
    }

    /** What it is, its components with how long they have been so, and its counters. */
    public List<String> lines(SiteSnapshot site) {
        List<String> lines = new ArrayList<>();
        lines.add(palette.bold(SiteName.of(site.site()).toString()) + title(site));
        lines.add("");
        TextTable components = new TextTable("  COMPONENT", "STATE", "FOR", "DETAIL");
        for (ComponentRow row : ComponentRow.of(site)) {
            components.row("  " + row.label(), row.mark().word(), age(site, row.label()), row.detail());
        }
        if (!components.isEmpty()) {
            lines.addAll(components.lines());
            lines.add("");
        }
        site.counters()
                .ifPresentOrElse(
                        counters -> new CounterLines(List.of(SiteName.of(site.site())))
                                .lines(site.localTime(), Map.of(SiteName.of(site.site()), counters))
                                .forEach(line -> lines.add("  " + line)),
                        () -> lines.add("  no counters: the database does not answer"));
        lines.add("");
        return lines;
    }

    private static String title(SiteSnapshot site) {
        String displayName =
                site.site().getSpec() == null ? null : site.site().getSpec().getDisplayName();
        String phase =
                site.site().getStatus() == null || site.site().getStatus().getPhase() == null
                        ? "not seen by the operator yet"
                        : phase(site);
        return (displayName == null ? "" : " (" + displayName + ")") + ": " + phase + readiness(site) + ", "
                + Ages.since(site.site().getMetadata().getCreationTimestamp(), site.at()) + " old";
    }

    private static String phase(SiteSnapshot site) {
        String name = site.site().getStatus().getPhase().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String readiness(SiteSnapshot site) {
        Optional<Condition> ready = site.condition(SitePart.SITE);
        if (ready.isEmpty() || "True".equals(ready.get().getStatus())) {
            return "";
        }
        return ", not ready: " + Objects.toString(ready.get().getReason(), "") + ": "
                + Objects.toString(ready.get().getMessage(), "");
    }

    private static String age(SiteSnapshot site, String label) {
        return SitePart.parts().stream()
                .filter(part -> part.label().equals(label))
                .findFirst()
                .flatMap(site::condition)
                .map(condition -> Ages.since(condition.getLastTransitionTime(), site.at()))
                .orElse("-");
    }
}
