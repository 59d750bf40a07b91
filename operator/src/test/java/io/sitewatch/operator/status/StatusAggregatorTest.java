package io.sitewatch.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteStatus;
import io.sitewatch.crds.v1alpha1.SitePhase;
import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.live.Prerequisite;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Rendering;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatusAggregatorTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T11:00:00Z");

    private final MonitoringSite site = Sites.shaft("{source: {simulator: {}}}");

    @Test
    void aSiteOfWhichEveryPartIsReadyIsReady() {
        MonitoringSiteStatus status = next(site, Operands.ready(site), FIRST, Optional.empty());
        assertThat(states(status))
                .isEqualTo(Map.of(
                        "KafkaReady", "True",
                        "TopicsReady", "True",
                        "PostgresReady", "True",
                        "SearchReady", "True",
                        "DashboardsReady", "True",
                        "StreamRunning", "True",
                        "ProducerRunning", "True",
                        "BatchViewReady", "True",
                        "Ready", "True"));
        assertThat(status.getPhase()).isEqualTo(SitePhase.RUNNING);
        assertThat(status.getObservedGeneration()).isEqualTo(1L);
        assertThat(status.getEndpoints().getKafkaBootstrapServers())
                .isEqualTo("shaft-kafka-bootstrap.monitoring.svc:9093");
    }

    @Test
    void anExternalDatabaseWithoutARoleToReadAsHasNoBatchView() {
        MonitoringSite external = Sites.shaft("{source: {simulator: {}}, postgres: {external: "
                + "{jdbcUrl: 'jdbc:postgresql://db:5432/x', credentialsSecret: db}}}");
        MonitoringSiteStatus status = next(external, Operands.ready(external), FIRST, Optional.empty());
        assertThat(states(status)).containsEntry("Ready", "True").doesNotContainKey("BatchViewReady");
        assertThat(status.getEndpoints().getBatchViewUrl()).isNull();
    }

    @Test
    void aBatchViewWithoutTheSecretOfItsSignInIsBlamedOnThatSecret() {
        MonitoringSite closed = Sites.shaft("{source: {simulator: {}}, batchView: {oidc: "
                + "{issuer: 'https://login.example.com', clientId: shaft, clientSecret: shaft-sign-in}}}");
        MonitoringSiteStatus status =
                next(closed, Operands.ready(closed).absentSecrets(Set.of("shaft-sign-in")), FIRST, Optional.empty());
        assertThat(states(status)).containsEntry("BatchViewReady", "False").containsEntry("StreamRunning", "True");
        assertThat(status.getConditions())
                .filteredOn(condition -> condition.getType().equals("BatchViewReady"))
                .allSatisfy(condition -> {
                    assertThat(condition.getReason()).isEqualTo("SecretMissing");
                    assertThat(condition.getMessage()).contains("shaft-sign-in");
                });
    }

    @Test
    void theTimeOfAConditionMovesOnlyWithItsStatus() {
        site.setStatus(next(site, LiveSite.empty(), FIRST, Optional.empty()));
        site.setStatus(next(site, LiveSite.empty(), LATER, Optional.empty()));
        assertThat(site.getStatus().getConditions())
                .extracting(Condition::getLastTransitionTime)
                .containsOnly(FIRST.toString());
        site.setStatus(next(site, Operands.ready(site), LATER, Optional.empty()));
        assertThat(site.getStatus().getConditions())
                .extracting(Condition::getLastTransitionTime)
                .containsOnly(LATER.toString());
    }

    @Test
    void aConditionSaysTheWordsOfTheObjectThatIsToBlame() {
        LiveSite live = with(
                ObjectKind.POSTGRES_CLUSTER,
                "{phase: Failing over, phaseReason: shaft-db-1 is gone, conditions: [{type: Ready, status: \"False\","
                        + " reason: ClusterIsNotReady, message: no primary}]}");
        MonitoringSiteStatus status = next(site, live, FIRST, Optional.empty());
        assertThat(condition(status, "PostgresReady").getMessage())
                .isEqualTo("Cluster shaft-db is not ready: ClusterIsNotReady: no primary");
        assertThat(condition(status, "Ready").getMessage()).startsWith("PostgresReady: Cluster shaft-db is not ready");
    }

    @Test
    void aSiteThatWasReadyIsDegradedAndANewOneIsProvisioning() {
        LiveSite broken = with(ObjectKind.KAFKA, "{conditions: [{type: Ready, status: \"False\"}]}");
        assertThat(next(site, broken, FIRST, Optional.empty()).getPhase()).isEqualTo(SitePhase.PROVISIONING);
        site.setStatus(next(site, Operands.ready(site), FIRST, Optional.empty()));
        assertThat(next(site, broken, LATER, Optional.empty()).getPhase()).isEqualTo(SitePhase.DEGRADED);
    }

    @Test
    void aMissingPrerequisiteComesWithTheCommandThatMendsIt() {
        LiveSite live = LiveSite.empty().missing(Set.of(Prerequisite.STRIMZI));
        MonitoringSiteStatus status = next(site, live, FIRST, Optional.empty());
        assertThat(status.getPhase()).isEqualTo(SitePhase.BLOCKED);
        assertThat(condition(status, "Ready").getReason()).isEqualTo("PrerequisiteMissing");
        assertThat(condition(status, "Ready").getMessage())
                .contains("Strimzi is not installed", "helm upgrade --install");
    }

    @Test
    void aMissingSecretIsNamed() {
        MonitoringSite external = Sites.shaft(
                "{source: {simulator: {}}, postgres: {external: {jdbcUrl: 'jdbc:postgresql://db:5432/x', credentialsSecret: db}}}");
        LiveSite live = LiveSite.empty().absentSecrets(Set.of("db"));
        Condition postgres = condition(next(external, live, FIRST, Optional.empty()), "PostgresReady");
        assertThat(postgres.getReason()).isEqualTo("SecretMissing");
        assertThat(postgres.getMessage())
                .isEqualTo("Secret monitoring/db is named in the manifest and does not exist: create it");
    }

    @Test
    void aSourceWithoutCredentialsIsFine() {
        MonitoringSite http = Sites.shaft("{source: {http: {baseUrl: 'http://instruments'}}}");
        assertThat(states(next(http, Operands.ready(http), FIRST, Optional.empty())))
                .containsEntry("ProducerRunning", "True");
    }

    @Test
    void aSuspendedSiteSaysSo() {
        MonitoringSite suspended = Sites.shaft("{source: {simulator: {}}, suspend: true}");
        MonitoringSiteStatus status = next(suspended, Operands.ready(suspended), FIRST, Optional.empty());
        assertThat(status.getPhase()).isEqualTo(SitePhase.SUSPENDED);
        assertThat(condition(status, "StreamRunning").getReason()).isEqualTo("Suspended");
        assertThat(status.getEndpoints().getKafkaBootstrapServers()).isNotNull();
        assertThat(status.getStream().getState()).isEqualTo("Suspended");
    }

    @Test
    void transitionsAreNewsAndBeginningsAreNot() {
        MonitoringSiteStatus beginning = next(site, LiveSite.empty(), FIRST, Optional.empty());
        assertThat(Transition.between(null, beginning)).isEmpty();
        MonitoringSiteStatus ready = next(site, Operands.ready(site), FIRST, Optional.empty());
        assertThat(Transition.between(beginning, ready))
                .hasSize(9)
                .allSatisfy(transition -> assertThat(transition.warning()).isFalse());
        assertThat(Transition.between(ready, beginning))
                .hasSize(9)
                .allSatisfy(transition -> assertThat(transition.warning()).isTrue());
        assertThat(Transition.between(ready, ready)).isEmpty();
    }

    @Test
    void progressIsWrittenWhenItMatters() {
        site.setStatus(next(site, Operands.ready(site), FIRST, Optional.of(progress("10:00:00", 100, 0))));
        assertThat(site.getStatus().getStream().getReceived()).isEqualTo(100);
        // Counters that merely grew wait for the interval.
        assertThat(received(progress("10:00:10", 200, 10))).isEqualTo(100);
        assertThat(received(progress("10:01:00", 300, 10))).isEqualTo(300);
        // A lag that somebody would act on does not wait.
        assertThat(received(progress("10:00:10", 200, 5000))).isEqualTo(200);
    }

    @Test
    void aStreamThatRunsAndGetsNowhereIsNotRunning() {
        site.setStatus(next(site, Operands.ready(site), FIRST, Optional.empty()));
        MonitoringSiteStatus status = next(
                site,
                Operands.ready(site),
                LATER,
                Optional.of(progress("10:00:00", 100, 900).stalledSince(FIRST)));
        assertThat(condition(status, "StreamRunning").getReason()).isEqualTo("Stalled");
        assertThat(condition(status, "StreamRunning").getMessage())
                .isEqualTo(
                        "SparkApplication shaft-stream is RunningHealthy, but no batch has ended since "
                                + "2026-03-01T10:00:00Z while more and more readings wait, 900 by now: look at the driver's log");
        assertThat(status.getPhase()).isEqualTo(SitePhase.DEGRADED);
    }

    private long received(StreamProgress progress) {
        return next(site, Operands.ready(site), LATER, Optional.of(progress))
                .getStream()
                .getReceived();
    }

    private static StreamProgress progress(String time, long received, long lag) {
        return new StreamProgress(
                "query", 1L, "2026-03-01T" + time + "Z", 10.0, lag, received, received, 0L, 0L, FIRST, null);
    }

    private LiveSite with(ObjectKind kind, String status) {
        Rendering rendering = Rendering.of(Sites.model(site));
        return LiveSite.of(rendering.all().stream()
                .map(desired -> desired.id().kind() == kind ? Operands.with(desired, status) : Operands.ready(desired))
                .collect(Collectors.<LiveObject>toList()));
    }

    private static MonitoringSiteStatus next(
            MonitoringSite site, LiveSite live, Instant now, Optional<StreamProgress> progress) {
        SiteModel model = Sites.model(site, live);
        return new StatusAggregator(Clock.fixed(now, ZoneOffset.UTC), new ProgressPolicy(Duration.ofMinutes(1), 1000))
                .next(site, model, Rendering.of(model), live, List.of(), progress);
    }

    private static Map<String, String> states(MonitoringSiteStatus status) {
        return status.getConditions().stream().collect(Collectors.toMap(Condition::getType, Condition::getStatus));
    }

    private static Condition condition(MonitoringSiteStatus status, String type) {
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
