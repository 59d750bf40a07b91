package io.sitewatch.local.cli.view;

import io.fabric8.kubernetes.api.model.Condition;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SitePart;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Why a site is not Ready: each condition that is not True, in its own words, and where to read on. */
public final class NotReadyReport {
    private NotReadyReport() {}

    /**
     * The lines of one site.
     *
     * @param logOf log file of a component of that site, when it has one
     */
    public static List<String> lines(SiteSnapshot site, Duration waited, Function<String, Optional<Path>> logOf) {
        List<String> lines = new ArrayList<>();
        lines.add("%s is not Ready after %s".formatted(SiteName.of(site.site()), Ages.of(waited)));
        List<Condition> open = site.conditions().stream()
                .filter(condition -> !"True".equals(condition.getStatus()))
                .toList();
        if (open.isEmpty()) {
            lines.add("  the operator has said nothing about it yet");
            logOf.apply(SitePart.SITE.component()).ifPresent(log -> lines.add("    log: " + log));
        }
        for (Condition condition : open) {
            String component = SitePart.ofCondition(condition.getType())
                    .orElse(SitePart.SITE)
                    .component();
            lines.add("  %s is %s, %s: %s"
                    .formatted(
                            condition.getType(),
                            condition.getStatus(),
                            Objects.requireNonNullElse(condition.getReason(), "no reason given"),
                            Objects.requireNonNullElse(condition.getMessage(), "")));
            logOf.apply(component).ifPresent(log -> lines.add("    log: " + log));
        }
        return lines;
    }
}
