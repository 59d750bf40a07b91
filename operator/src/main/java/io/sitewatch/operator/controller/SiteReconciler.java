package io.sitewatch.operator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.sitewatch.crds.v1alpha1.DeletionPolicy;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteStatus;
import io.sitewatch.operator.apply.Deletion;
import io.sitewatch.operator.apply.Leftovers;
import io.sitewatch.operator.apply.Reconciliation;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.json.SiteManifests;
import io.sitewatch.operator.live.ApiKinds;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.model.Platform;
import io.sitewatch.operator.model.ReferencedSecrets;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.model.SiteModels;
import io.sitewatch.operator.model.SiteNames;
import io.sitewatch.operator.render.Rendering;
import io.sitewatch.operator.status.ProgressPolicy;
import io.sitewatch.operator.status.StatusAggregator;
import io.sitewatch.operator.status.Transition;
import io.sitewatch.readings.Durations;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Observes a site, brings it to what its manifest says, and writes what was found. */
@ControllerConfiguration(name = "sitewatch", finalizerName = SiteReconciler.FINALIZER)
public final class SiteReconciler implements Reconciler<MonitoringSite>, Cleaner<MonitoringSite> {
    public static final String FINALIZER = "sitewatch.io/finalizer";

    private static final Logger LOG = LoggerFactory.getLogger(SiteReconciler.class);
    private static final String SEARCH_REMOVED = "SearchRemoved";
    private static final Duration REFUSED = Duration.ofSeconds(15);
    private static final Duration DELETION_STEP = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Namespaces namespaces;
    private final SiteManifests manifests = new SiteManifests();
    private final SiteModels models;
    private final LiveSites liveSites;
    private final SiteWorkflow workflow = new SiteWorkflow();
    private final Passwords passwords;
    private final StatusAggregator statusAggregator;
    private final Announcer announcer;
    private final ProgressWatch progressWatch;
    private final ContentWatch contentWatch;
    private final Resync resync;
    private final Duration missingPoll;
    private final SimpleInboundEventSource<MonitoringSite> wake = new SimpleInboundEventSource<>("wake");
    private volatile IndexerResourceCache<MonitoringSite> sites;

    public SiteReconciler(
            KubernetesClient client,
            Platform platform,
            ProgressPolicy progressPolicy,
            ContentKeeper contentKeeper,
            Resync resync,
            Duration missingPoll,
            Clock clock) {
        this.missingPoll = missingPoll;
        this.client = client;
        this.namespaces = new Namespaces(client);
        this.models = new SiteModels(platform);
        this.liveSites = new LiveSites(new ApiKinds(client));
        this.passwords = new Passwords(client, new SecureRandom());
        this.statusAggregator = new StatusAggregator(clock, progressPolicy);
        this.announcer = new Announcer(client, clock);
        this.progressWatch = new ProgressWatch(progressPolicy, clock, wake::propagateEvent);
        this.contentWatch = new ContentWatch(contentKeeper, wake::propagateEvent);
        this.resync = resync;
    }

    @Override
    public List<EventSource<?, MonitoringSite>> prepareEventSources(EventSourceContext<MonitoringSite> context) {
        sites = context.getPrimaryCache();
        List<EventSource<?, MonitoringSite>> sources = new ArrayList<>(liveSites.start(context));
        sources.add(wake);
        return sources;
    }

    @Override
    public UpdateControl<MonitoringSite> reconcile(MonitoringSite resource, Context<MonitoringSite> context) {
        liveSites.takeUpNews(context);
        ResourceID id = ResourceID.fromResource(resource);
        MonitoringSite completed = manifests.complete(resource);
        LiveSite live = observe(completed).content(contentWatch.latest(id));
        SiteModel site = model(completed, live);
        Rendering rendering = Rendering.of(site);
        Reconciliation reconciliation = new Reconciliation(
                site,
                rendering,
                live,
                new ApiCluster(client, liveSites, site.names().namespace()));
        workflow.run(resource, site, reconciliation, context);
        announcer.announce(
                resource,
                Leftovers.losses(reconciliation.removeLeftovers()).stream()
                        .map(loss -> new Transition(SEARCH_REMOVED, loss, true))
                        .toList());

        // What was written is not ready yet, whatever was seen before it.
        LiveSite now = reconciliation.hasWritten()
                ? liveSites.of(completed).absentSecrets(live.absentSecrets()).content(live.content())
                : live;
        MonitoringSiteStatus status = statusAggregator.next(
                resource, site, rendering, now, reconciliation.refusals(), progressWatch.latest(id));
        follow(id, site, status);
        contentWatch.follow(id, resource.getMetadata().getGeneration(), site);
        Duration again = again(live, reconciliation);
        if (same(resource.getStatus(), status)) {
            return UpdateControl.<MonitoringSite>noUpdate().rescheduleAfter(again);
        }
        announcer.announce(resource, Transition.between(resource.getStatus(), status));
        return UpdateControl.patchStatus(withStatus(resource, status)).rescheduleAfter(again);
    }

    @Override
    public DeleteControl cleanup(MonitoringSite resource, Context<MonitoringSite> context) {
        progressWatch.forget(ResourceID.fromResource(resource));
        contentWatch.forget(ResourceID.fromResource(resource));
        if (namespaces.isGoing(resource.getMetadata().getNamespace())) {
            // All of it goes, in no order of ours, and the right to look on may go first.
            LOG.info("{} goes with its namespace", resource.getFullResourceName());
            return DeleteControl.defaultDelete();
        }
        LiveSite live = liveSites.of(resource);
        boolean retain = resource.getSpec().getDeletionPolicy() != DeletionPolicy.DELETE;
        Deletion.Step step = Deletion.next(live, retain);
        if (step.done()) {
            return DeleteControl.defaultDelete();
        }
        LOG.info("{} goes: waiting for {}", resource.getFullResourceName(), step.waitingFor());
        ApiCluster cluster =
                new ApiCluster(client, liveSites, resource.getMetadata().getNamespace());
        step.delete().forEach(cluster::delete);
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(DELETION_STEP);
    }

    /** Reads the progress of all streams; called on a timer. */
    public void readProgress() {
        progressWatch.readAll();
    }

    /** Looks after what is in Elasticsearch and Kibana; called on a timer. */
    public void keepContent() {
        contentWatch.keepAll();
    }

    /** Ends what is done beside reconciliations. */
    public void close() {
        contentWatch.close();
    }

    /** Wakes every site if the API server has come to know a kind that was missing; called on a timer. */
    public void lookForPrerequisites() {
        if (sites != null && liveSites.hasNews()) {
            sites.list(site -> true).map(ResourceID::fromResource).forEach(wake::propagateEvent);
        }
    }

    /** The sites that there are, for metrics. */
    public List<MonitoringSite> sites() {
        return sites == null ? List.of() : sites.list(site -> true).toList();
    }

    private LiveSite observe(MonitoringSite resource) {
        String namespace = resource.getMetadata().getNamespace();
        Set<String> absent = ReferencedSecrets.of(resource.getSpec()).stream()
                .filter(name ->
                        client.secrets().inNamespace(namespace).withName(name).get() == null)
                .collect(Collectors.toSet());
        return liveSites.of(resource).absentSecrets(absent);
    }

    private SiteModel model(MonitoringSite resource, LiveSite live) {
        SiteNames names = new SiteNames(
                resource.getMetadata().getNamespace(), resource.getMetadata().getName());
        return models.of(resource, live, passwords.of(names, live));
    }

    /** Nobody tells when a Secret comes that is not ours, or when a reason to refuse ends. */
    private Duration again(LiveSite live, Reconciliation reconciliation) {
        if (!live.absentSecrets().isEmpty()) {
            return missingPoll;
        }
        return reconciliation.refusals().isEmpty() ? resync.next() : REFUSED;
    }

    private void follow(ResourceID id, SiteModel site, MonitoringSiteStatus status) {
        if ("Running".equals(status.getStream().getState())) {
            progressWatch.follow(
                    id,
                    status.getEndpoints().getStreamUrl(),
                    status.getStream(),
                    Durations.parse(site.stream().getTrigger()));
        } else {
            progressWatch.forget(id);
        }
    }

    private static boolean same(MonitoringSiteStatus one, MonitoringSiteStatus other) {
        JsonNode before = Json.tree(one);
        return before.equals(Json.tree(other));
    }

    /** Only what we write: with server-side apply, everything else would become ours. */
    private static MonitoringSite withStatus(MonitoringSite resource, MonitoringSiteStatus status) {
        MonitoringSite patch = new MonitoringSite();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .build());
        patch.setSpec(null);
        patch.setStatus(status);
        return patch;
    }
}
