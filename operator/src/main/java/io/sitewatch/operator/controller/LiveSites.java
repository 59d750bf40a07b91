package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.live.ApiKinds;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.live.Prerequisite;
import io.sitewatch.operator.render.Metadata;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What there is of every site, as the informers know it. Kinds that the API server does not know yet are left out, and
 * watched from the moment that it does.
 */
final class LiveSites {
    private final ApiKinds apiKinds;
    private final Map<ObjectKind, InformerEventSource<GenericKubernetesResource, MonitoringSite>> informers =
            new ConcurrentHashMap<>();

    LiveSites(ApiKinds apiKinds) {
        this.apiKinds = apiKinds;
    }

    /** Informers of all kinds that are served. */
    List<EventSource<?, MonitoringSite>> start(EventSourceContext<MonitoringSite> context) {
        List<EventSource<?, MonitoringSite>> started = new ArrayList<>();
        for (ObjectKind kind : apiKinds.served(EnumSet.allOf(ObjectKind.class))) {
            InformerEventSource<GenericKubernetesResource, MonitoringSite> informer = informer(kind, context);
            informers.put(kind, informer);
            started.add(informer);
        }
        return started;
    }

    /** Kinds that nothing watches, because the API server did not know them. */
    Set<ObjectKind> unwatched() {
        Set<ObjectKind> kinds = EnumSet.allOf(ObjectKind.class);
        kinds.removeAll(informers.keySet());
        return kinds;
    }

    /** Whether the API server has come to know a kind that nothing watches. */
    boolean hasNews() {
        Set<ObjectKind> unwatched = unwatched();
        return !unwatched.isEmpty() && !apiKinds.served(unwatched).isEmpty();
    }

    /** Begins to watch the kinds that are served by now. */
    synchronized void takeUpNews(Context<MonitoringSite> context) {
        Set<ObjectKind> unwatched = unwatched();
        if (unwatched.isEmpty()) {
            return;
        }
        for (ObjectKind kind : apiKinds.served(unwatched)) {
            InformerEventSource<GenericKubernetesResource, MonitoringSite> informer =
                    informer(kind, context.eventSourceRetriever().eventSourceContextForDynamicRegistration());
            context.eventSourceRetriever().dynamicallyRegisterEventSource(informer);
            informers.put(kind, informer);
        }
    }

    /** What there is of one site. */
    LiveSite of(MonitoringSite site) {
        List<LiveObject> objects = informers.values().stream()
                .flatMap(informer -> informer.getSecondaryResources(site).stream())
                .flatMap(object -> LiveObject.of(object).stream())
                .toList();
        Set<Prerequisite> missing =
                unwatched().stream().map(ObjectKind::prerequisite).collect(Collectors.toSet());
        return LiveSite.of(objects).missing(missing);
    }

    /** The informer of that kind, if it is watched. */
    Optional<InformerEventSource<GenericKubernetesResource, MonitoringSite>> informer(ObjectKind kind) {
        return Optional.ofNullable(informers.get(kind));
    }

    private static InformerEventSource<GenericKubernetesResource, MonitoringSite> informer(
            ObjectKind kind, EventSourceContext<MonitoringSite> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(
                                new GroupVersionKind(kind.group(), kind.version(), kind.kind()), MonitoringSite.class)
                        .withName(kind.name())
                        .withLabelSelector(Metadata.SELECTOR)
                        .withNamespacesInheritedFromController()
                        .withItemStore(new CompactItemStore())
                        .withSecondaryToPrimaryMapper(LiveSites::siteOf)
                        .build(),
                context);
    }

    private static Set<ResourceID> siteOf(GenericKubernetesResource object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> labels.get(Metadata.SITE))
                .map(site -> Set.of(new ResourceID(site, object.getMetadata().getNamespace())))
                .orElse(Set.of());
    }
}
