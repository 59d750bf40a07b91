package io.sitewatch.local.cli.view;

import static io.sitewatch.local.cli.TestSites.condition;
import static io.sitewatch.local.cli.TestSites.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.sitewatch.local.cli.TestSites;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartupTest {
    @Test
    void theTableHasALineForEachComponentWithItsStateAndWhatItWaitsFor() {
        SiteSnapshot site = snapshot(
                "shaft",
                condition("KafkaReady", "True", "Ready", "1 of 1 brokers ready"),
                condition("PostgresReady", "False", "Creating", "Setting up primary"),
                condition("StreamRunning", "False", "SchedulingFailure", "no such class"),
                condition("ProducerRunning", "False", "WaitingForInputs", "the producer starts when Kafka can be used"),
                condition("BatchViewReady", "False", "Suspended", "suspend is true"));

        assertThat(new StartupTable(Palette.PLAIN).lines(List.of(site), Duration.ofSeconds(23)))
                .containsExactly(
                        "shaft   2 of 5 ready, 23s",
                        "  Kafka          ready      1 of 1 brokers ready",
                        "  PostgreSQL     starting   Setting up primary",
                        "  stream         trouble    SchedulingFailure: no such class",
                        "  producer       waiting    the producer starts when Kafka can be used",
                        "  batch view     off        suspend is true");
    }

    @Test
    void aSiteThatTheOperatorHasNotLookedAtSaysSo() {
        assertThat(new StartupTable(Palette.PLAIN).lines(List.of(snapshot("shaft")), Duration.ofSeconds(2)))
                .containsExactly("shaft   waits for the operator to look at it, 2s");
    }

    @Test
    void aDeploymentWithoutAConditionOfItsOwnIsAComponentToo() {
        SiteSnapshot bare = snapshot("shaft");
        SiteSnapshot site = new SiteSnapshot(
                bare.at(),
                bare.site(),
                List.of(deployment("instruments", 1), deployment("producer", 0)),
                Optional.empty());

        assertThat(ComponentRow.of(site))
                .containsExactly(new ComponentRow("instruments", Mark.READY, "", "1/1 pods ready"));
    }

    @Test
    void aLogGetsALineOnlyForWhatChanged() {
        StartupChanges changes = new StartupChanges();
        SiteSnapshot first = snapshot("shaft", condition("KafkaReady", "False", "Creating", "starting brokers"));
        SiteSnapshot more = snapshot("shaft", condition("KafkaReady", "False", "Creating", "almost"));
        SiteSnapshot second = snapshot("shaft", condition("KafkaReady", "True", "Ready", "1 broker"));

        assertThat(changes.lines(List.of(first))).containsExactly("shaft: Kafka         starting starting brokers");
        assertThat(changes.lines(List.of(more))).isEmpty();
        assertThat(changes.lines(List.of(second))).containsExactly("shaft: Kafka         ready    1 broker");
    }

    @Test
    void coloursAreForTerminalsOnly() {
        assertThat(Palette.ANSI.paint(Mark.READY, "ready")).isEqualTo("\u001B[32mready\u001B[0m");
        assertThat(Palette.PLAIN.paint(Mark.READY, "ready")).isEqualTo("ready");
    }

    @Test
    void readyCountsOnlyForTheSpecAsItIsNow() {
        SiteSnapshot site = snapshot("shaft", condition("Ready", "True", "Ready", ""));
        assertThat(site.ready()).isTrue();

        site.site().getMetadata().setGeneration(2L);
        assertThat(site.ready()).isFalse();
        assertThat(TestSites.snapshot("other").ready()).isFalse();
    }

    private static Deployment deployment(String component, int ready) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("shaft-" + component)
                .addToLabels("app.kubernetes.io/component", component)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withReadyReplicas(ready)
                .endStatus()
                .build();
    }
}
