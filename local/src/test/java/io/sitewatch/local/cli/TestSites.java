package io.sitewatch.local.cli;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteStatus;
import io.sitewatch.local.cli.site.Counters;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sites as the API would have them at {@link #NOW}. */
public final class TestSites {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private TestSites() {}

    public static SiteSnapshot snapshot(String name, Condition... conditions) {
        return snapshot(site("default", name, conditions), null);
    }

    public static SiteSnapshot snapshot(MonitoringSite site, Counters counters) {
        return new SiteSnapshot(NOW, site, List.of(), Optional.ofNullable(counters));
    }

    public static MonitoringSite site(String namespace, String name, Condition... conditions) {
        MonitoringSite site = new MonitoringSite();
        site.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withGeneration(1L)
                .withCreationTimestamp(NOW.minusSeconds(90).toString())
                .build());
        MonitoringSiteStatus status = new MonitoringSiteStatus();
        status.setObservedGeneration(1L);
        status.setConditions(List.of(conditions));
        site.setStatus(status);
        return site;
    }

    public static Condition condition(String type, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(NOW.minusSeconds(12).toString())
                .build();
    }

    public static Counters counters(long averaged, long duplicate, long rejected) {
        return new Counters(
                averaged + duplicate + rejected,
                averaged,
                duplicate,
                rejected,
                averaged / 2,
                3,
                OptionalLong.of(7),
                Optional.of(NOW));
    }
}
