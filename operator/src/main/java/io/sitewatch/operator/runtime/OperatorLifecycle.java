package io.sitewatch.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sitewatch.crds.v1alpha1.SitePhase;
import io.sitewatch.operator.controller.ContentKeeper;
import io.sitewatch.operator.controller.HttpContentKeeper;
import io.sitewatch.operator.controller.SiteOperator;
import io.sitewatch.operator.model.Platform;
import io.sitewatch.operator.status.ProgressPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator with the application, and stops it with it. */
@ApplicationScoped
public class OperatorLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorLifecycle.class);
    private static final Duration PREREQUISITES_POLL = Duration.ofSeconds(5);

    /** The framework would exit in the middle of a shutdown, too, and each would wait for the other. */
    private static final boolean EXIT_BY_FRAMEWORK = false;

    private final SiteOperator operator;
    private final MeterRegistry meters;
    private volatile boolean stopping;

    public OperatorLifecycle(KubernetesClient client, OperatorConfig config, MeterRegistry meters) {
        this.meters = meters;
        this.operator = new SiteOperator(
                client,
                new Platform(
                        config.imageRegistry(),
                        config.version(),
                        config.imagePullPolicy(),
                        config.imagePullSecrets().orElse(List.of()),
                        config.sparkVersion(),
                        config.networkPolicies()),
                new ProgressPolicy(config.progress().write(), config.progress().notableLag()),
                config.content().keep() ? new HttpContentKeeper(client, Clock.systemUTC()) : ContentKeeper.NOBODY,
                new SiteOperator.Options(
                        Set.copyOf(config.namespaces().orElse(List.of())),
                        config.reconcilers(),
                        config.resync(),
                        config.progress().poll(),
                        PREREQUISITES_POLL,
                        config.content().poll(),
                        config.informersGrace(),
                        leaderElection(config.leaderElection())),
                new OperatorMetrics(meters),
                Clock.systemUTC());
    }

    void start(@Observes StartupEvent event) {
        operator.start();
        for (SitePhase phase : SitePhase.values()) {
            meters.gauge(
                    "sitewatch.sites", List.of(Tag.of("phase", phase.name())), operator, all -> all.sites().stream()
                            .filter(site ->
                                    site.getStatus() != null && site.getStatus().getPhase() == phase)
                            .count());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        operator.close();
    }

    SiteOperator operator() {
        return operator;
    }

    private Optional<LeaderElectionConfiguration> leaderElection(OperatorConfig.LeaderElection election) {
        return election.enabled()
                ? Optional.of(new LeaderElectionConfiguration(
                        election.lease(),
                        election.namespace().orElse(null),
                        LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
                        LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
                        LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
                        null,
                        new LeaderCallbacks(() -> {}, this::stoppedLeading, leader -> {}),
                        EXIT_BY_FRAMEWORK))
                : Optional.empty();
    }

    /** Whoever lost the lease must not go on working: the container is started again, and waits for its turn. */
    private void stoppedLeading() {
        if (!stopping) {
            LOG.warn("another operator leads now: this one ends, to begin again as one that waits");
            Quarkus.asyncExit(1);
        }
    }
}
