package io.sitewatch.local.cli.up;

import static io.sitewatch.local.cli.TestSites.condition;
import static io.sitewatch.local.cli.TestSites.site;
import static io.sitewatch.local.cli.TestSites.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.SiteEndpoints;
import org.junit.jupiter.api.Test;

class StaleStatusTest {
    @Test
    void whatAnEarlierRunKnewIsUnknownUntilTheOperatorHasLooked() {
        MonitoringSite before = site(
                "default",
                "shaft",
                condition("KafkaReady", "True", "Ready", ""),
                condition("Ready", "True", "Ready", ""));
        SiteEndpoints endpoints = new SiteEndpoints();
        before.getStatus().setEndpoints(endpoints);
        assertThat(snapshot(before, null).ready()).isTrue();

        MonitoringSite after = StaleStatus.unknown(before);

        assertThat(snapshot(after, null).ready()).isFalse();
        assertThat(after.getStatus().getConditions())
                .extracting("type", "status", "reason")
                .containsExactly(
                        tuple("KafkaReady", "Unknown", "LaptopClusterStarted"),
                        tuple("Ready", "Unknown", "LaptopClusterStarted"));
        assertThat(after.getStatus().getEndpoints()).isSameAs(endpoints);
    }
}
