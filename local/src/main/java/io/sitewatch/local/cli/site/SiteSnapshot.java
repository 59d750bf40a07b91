package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.SiteEndpoints;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A site at one moment.
 *
 * @param site as the API has it
 * @param deployments that belong to it
 * @param counters of its stream; empty while the database does not answer
 */
public record SiteSnapshot(Instant at, MonitoringSite site, List<Deployment> deployments, Optional<Counters> counters) {

    public String name() {
        return site.getMetadata().getName();
    }

    public String namespace() {
        return site.getMetadata().getNamespace();
    }

    /** The site's conditions; none before the operator has seen it. */
    public List<Condition> conditions() {
        return site.getStatus() == null || site.getStatus().getConditions() == null
                ? List.of()
                : site.getStatus().getConditions();
    }

    public Optional<Condition> condition(SitePart part) {
        return conditions().stream()
                .filter(condition -> part.condition().equals(condition.getType()))
                .findFirst();
    }

    /** Whether the operator says Ready about the spec as it is now. */
    public boolean ready() {
        Long seen = site.getStatus() == null ? null : site.getStatus().getObservedGeneration();
        Long wanted = site.getMetadata().getGeneration();
        boolean current = seen == null || wanted == null || seen >= wanted;
        return current
                && condition(SitePart.SITE)
                        .map(ready -> "True".equals(ready.getStatus()))
                        .orElse(false);
    }

    /** {@link #at} by the clock on the wall here. */
    public LocalTime localTime() {
        return LocalTime.ofInstant(at, ZoneId.systemDefault());
    }

    public SiteEndpoints endpoints() {
        return site.getStatus() == null || site.getStatus().getEndpoints() == null
                ? new SiteEndpoints()
                : site.getStatus().getEndpoints();
    }
}
