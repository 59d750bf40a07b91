package io.sitewatch.operator.status;

import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteStatus;
import io.sitewatch.crds.v1alpha1.SiteEndpoints;
import io.sitewatch.crds.v1alpha1.SitePhase;
import io.sitewatch.crds.v1alpha1.StreamStatus;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Rendering;
import io.sitewatch.readings.Env;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Works out the status of a site from the one before and from what there is: pure, but for the clock it is given. */
public final class StatusAggregator {
    private static final Set<String> NEEDS_A_PERSON =
            Set.of(Reasons.PREREQUISITE_MISSING, Reasons.SECRET_MISSING, Reasons.REFUSED);

    private final Conditions conditions;
    private final ProgressPolicy progressPolicy;

    public StatusAggregator(Clock clock, ProgressPolicy progressPolicy) {
        this.conditions = new Conditions(clock);
        this.progressPolicy = progressPolicy;
    }

    /** The status as it should be written. */
    public MonitoringSiteStatus next(
            MonitoringSite resource,
            SiteModel site,
            Rendering rendering,
            LiveSite live,
            List<Refusal> refusals,
            Optional<StreamProgress> progress) {
        Optional<MonitoringSiteStatus> previous = Optional.ofNullable(resource.getStatus());
        List<Finding> findings = new ArrayList<>(new Checks(site, rendering, live, refusals, progress).all());
        Finding ready = sum(site, findings);
        findings.add(ready);
        MonitoringSiteStatus status = new MonitoringSiteStatus();
        status.setObservedGeneration(resource.getMetadata().getGeneration());
        status.setConditions(conditions.next(
                previous.map(MonitoringSiteStatus::getConditions).orElse(List.of()),
                findings,
                Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L)));
        status.setPhase(phase(site, ready, findings, previous.map(MonitoringSiteStatus::getPhase)));
        status.setEndpoints(endpoints(site));
        status.setStream(stream(site, live, previous.map(MonitoringSiteStatus::getStream), progress));
        return status;
    }

    private static Finding sum(SiteModel site, List<Finding> findings) {
        if (site.suspended()) {
            return Finding.no(
                    ConditionType.READY, Reasons.SUSPENDED, "suspend is true: nothing is polled and nothing streams");
        }
        return findings.stream()
                .filter(finding -> !finding.isTrue())
                // What a person has to do comes first, and what others wait for comes before those who wait.
                .min((one, other) -> Integer.compare(urgency(one), urgency(other)))
                .map(finding -> Finding.no(
                        ConditionType.READY,
                        NEEDS_A_PERSON.contains(finding.reason())
                                ? finding.reason()
                                : finding.type().label() + "IsFalse",
                        finding.type().label() + ": " + finding.message()))
                .orElseGet(() -> Finding.yes(ConditionType.READY, "readings flow"));
    }

    private static int urgency(Finding finding) {
        return NEEDS_A_PERSON.contains(finding.reason()) ? -1 : finding.type().ordinal();
    }

    private static SitePhase phase(SiteModel site, Finding ready, List<Finding> findings, Optional<SitePhase> before) {
        if (findings.stream().anyMatch(finding -> NEEDS_A_PERSON.contains(finding.reason()))) {
            return SitePhase.BLOCKED;
        }
        if (site.suspended()) {
            return SitePhase.SUSPENDED;
        }
        if (ready.isTrue()) {
            return SitePhase.RUNNING;
        }
        return before.filter(phase -> phase == SitePhase.RUNNING || phase == SitePhase.DEGRADED)
                        .isPresent()
                ? SitePhase.DEGRADED
                : SitePhase.PROVISIONING;
    }

    private static SiteEndpoints endpoints(SiteModel site) {
        SiteEndpoints endpoints = new SiteEndpoints();
        if (site.kafka().bootstrapServers().known()) {
            endpoints.setKafkaBootstrapServers(site.kafka().bootstrapServers().value());
        }
        endpoints.setPostgresJdbcUrl(
                site.postgres().managed().isPresent()
                        ? "jdbc:postgresql://" + site.names().host(site.names().database() + "-rw") + ":5432/sitewatch"
                        : site.postgres().jdbcUrl());
        endpoints.setElasticsearchUrl(site.search().map(SearchModel::url).orElse(null));
        endpoints.setKibanaUrl(site.search().flatMap(SearchModel::kibanaUrl).orElse(null));
        endpoints.setSourceUrl(site.sourceUrl());
        endpoints.setStreamUrl("http://" + site.names().host(site.names().stream()) + ":8090");
        if (site.hasBatchView()) {
            endpoints.setBatchViewUrl(
                    site.batchView().getIngress() == null
                            ? "http://" + site.names().host(site.names().batchView()) + ":8080"
                            : (site.batchView().getIngress().getTlsSecret() == null ? "http://" : "https://")
                                    + site.batchView().getIngress().getHost());
        }
        return endpoints;
    }

    /** The token that the application was started with, which is not the manifest's until the next one is there. */
    private static Optional<String> replay(LiveObject application) {
        return StreamSupport.stream(
                        application
                                .at("/spec/driverSpec/podTemplateSpec/spec/containers/0/env")
                                .spliterator(),
                        false)
                .filter(variable ->
                        Env.STREAM_REPLAY.equals(variable.path("name").asText()))
                .map(variable -> variable.path("value").asText())
                .findFirst();
    }

    private StreamStatus stream(
            SiteModel site, LiveSite live, Optional<StreamStatus> before, Optional<StreamProgress> progress) {
        StreamStatus status = new StreamStatus();
        Optional<LiveObject> application = live.find(ObjectKind.SPARK_APPLICATION, site.names().stream());
        status.setState(application
                .map(one -> one.beingDeleted() ? "Stopping" : StreamState.shown(StreamState.of(one)))
                .orElse(site.suspended() ? "Suspended" : "Waiting"));
        status.setReplay(application.flatMap(StatusAggregator::replay).orElse(null));
        progressPolicy.write(status, before, progress);
        return status;
    }
}
