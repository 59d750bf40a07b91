package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.model.Platform;
import io.sitewatch.operator.status.ProgressPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as one thing that is started and stopped, whatever it runs in. */
public final class SiteOperator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SiteOperator.class);

    /** A reconciliation that failed is tried again after a second, then two, up to a minute, and never given up. */
    private static final int FIRST_RETRY_MILLIS = 1_000;

    private static final int LONGEST_RETRY_MILLIS = 60_000;

    /**
     * While a site comes up, every word of every other operator is news. What comes within this time is one look: a look
     * costs far more than it tells twice. One that is at rest is looked at at once.
     */
    private static final Duration ONE_LOOK = Duration.ofMillis(500);

    /**
     * What the operator is told.
     *
     * @param namespaces to watch; empty: all
     * @param reconcilers how many sites are reconciled at once
     * @param resync how often a site is looked at though nothing happened
     * @param progressPoll how often the progress of streams is read
     * @param prerequisitesPoll how often what is missing is looked for: kinds and Secrets that others bring
     * @param contentPoll how often what is in Elasticsearch and Kibana is looked after
     * @param informersGrace how long an informer may be without a watch before it counts as dead
     * @param leaderElection absent: this operator is the only one
     */
    public record Options(
            Set<String> namespaces,
            int reconcilers,
            Duration resync,
            Duration progressPoll,
            Duration prerequisitesPoll,
            Duration contentPoll,
            Duration informersGrace,
            Optional<LeaderElectionConfiguration> leaderElection) {}

    private final SiteReconciler reconciler;
    private final Operator operator;
    private final Options options;
    private final InformerVitals informers;
    private final WatchedNamespaces namespaces;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sitewatch-timer"));

    public SiteOperator(
            KubernetesClient client,
            Platform platform,
            ProgressPolicy progressPolicy,
            ContentKeeper contentKeeper,
            Options options,
            Metrics metrics,
            Clock clock) {
        this.options = options;
        this.informers = new InformerVitals(clock, options.informersGrace());
        this.namespaces = new WatchedNamespaces(options.namespaces(), new Namespaces(client));
        this.reconciler = new SiteReconciler(
                client,
                platform,
                progressPolicy,
                contentKeeper,
                new Resync(options.resync(), RandomGenerator.getDefault()),
                options.prerequisitesPoll(),
                clock);
        this.operator = new Operator(overrider -> {
            overrider
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withConcurrentReconciliationThreads(options.reconcilers())
                    .withConcurrentWorkflowExecutorThreads(options.reconcilers())
                    .withMetrics(metrics)
                    .withStopOnInformerErrorDuringStartup(false)
                    .withUseSSAToPatchPrimaryResource(true);
            options.leaderElection().ifPresent(overrider::withLeaderElectionConfiguration);
        });
        operator.register(reconciler, overrider -> {
            overrider
                    .withFieldManager("sitewatch-operator-status")
                    .withRateLimiter(new LinearRateLimiter(ONE_LOOK, 1))
                    .withRetry(new GenericRetry()
                            .setInitialInterval(FIRST_RETRY_MILLIS)
                            .setIntervalMultiplier(2)
                            .setMaxInterval(LONGEST_RETRY_MILLIS)
                            .withoutMaxAttempts());
            if (namespaces.all()) {
                overrider.watchingAllNamespaces();
            } else {
                overrider.settingNamespaces(namespaces.open());
            }
        });
    }

    /** Begins to watch; with leader election, begins to wait for the lease. */
    public void start() {
        operator.start();
        every(options.progressPoll(), reconciler::readProgress);
        every(options.prerequisitesPoll(), reconciler::lookForPrerequisites);
        every(options.prerequisitesPoll(), this::lookAtNamespaces);
        every(options.contentPoll(), reconciler::keepContent);
        LOG.info("watching {}", namespaces.all() ? "all namespaces" : namespaces.open());
        if (!namespaces.closed().isEmpty()) {
            LOG.warn(
                    "not watching {}: not there, or no Role in it. When one comes, the operator begins anew",
                    namespaces.closed());
        }
    }

    public boolean started() {
        return operator.getRuntimeInfo().isStarted();
    }

    /**
     * The informers that are dead, or were never begun and should be. Those of a namespace that was deleted have nothing left
     * to hear.
     */
    public Set<String> deadInformers() {
        return Stream.concat(
                        informers.dead(hearing()).stream()
                                .filter(informer -> !namespaces.isGoing(informer.namespace()))
                                .map(InformerVitals.Informer::toString),
                        namespaces.come().stream().map(namespace -> "everything in " + namespace + ", which has come"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void lookAtNamespaces() {
        namespaces.look(hearing().entrySet().stream()
                .filter(informer -> !informer.getValue())
                .map(informer -> informer.getKey().namespace())
                .toList());
    }

    private Map<InformerVitals.Informer, Boolean> hearing() {
        Map<InformerVitals.Informer, Boolean> hearing = new HashMap<>();
        for (RegisteredController<?> controller : operator.getRuntimeInfo().getRegisteredControllers()) {
            controller
                    .getControllerHealthInfo()
                    .informerEventSourceHealthIndicators()
                    .forEach((name, source) -> {
                        Map<String, InformerHealthIndicator> byNamespace = source.informerHealthIndicators();
                        byNamespace.forEach((namespace, informer) ->
                                hearing.put(new InformerVitals.Informer(name, namespace), hears(informer)));
                    });
        }
        return hearing;
    }

    private static boolean hears(InformerHealthIndicator informer) {
        return informer.isRunning() && informer.hasSynced() && informer.isWatching();
    }

    /** The sites that there are. */
    public List<MonitoringSite> sites() {
        return reconciler.sites();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        operator.stop();
        reconciler.close();
    }

    private void every(Duration interval, Runnable task) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException failed) {
                        LOG.warn("a timed task failed and will be tried again: {}", failed.getMessage());
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
