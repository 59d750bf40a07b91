package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sitewatch.crds.v1alpha1.SitePhase;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.fixture.ScriptedOperators;
import io.sitewatch.operator.live.ObjectKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole operator against an API server, with the other operators' parts played by scripts. */
class SiteWorkflowTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PLAIN = "{source: {simulator: {}}}";

    private static TestCluster cluster;

    private OperatorUnderTest operator;
    private ScriptedOperators operators;

    @BeforeAll
    static void open() {
        cluster = Crds.cluster();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void start() {
        operator = new OperatorUnderTest(cluster);
        operators = new ScriptedOperators(cluster.client(), operator.namespace());
    }

    @AfterEach
    void stop() {
        operators.close();
        operator.close();
    }

    @Test
    void aSiteBecomesReadyAndThenNothingIsWritten() {
        ready(PLAIN);
        operator.writes().take();
        // Any event makes a reconciliation: these change nothing that is ours.
        operator.object(ObjectKind.CONFIG_MAP, "shaft-rules").edit(rules -> {
            rules.getMetadata().getAnnotations().put("note", "for people");
            rules.getMetadata().getLabels().put("team", "tunnels");
            return rules;
        });
        // A reconciliation that has something to do shows that the ones before it are done.
        operator.apply("{source: {simulator: {}}, instruments: [{type: piezometer, hysteresis: 1}]}");
        await().atMost(SOON).until(() -> operator.object(ObjectKind.CONFIG_MAP, "shaft-rules")
                .get()
                .get("data", "rules.json")
                .toString()
                .contains("hysteresis"));
        await().atMost(SOON)
                .until(() -> operator.site("shaft").get().getStatus().getObservedGeneration() == 2);
        assertThat(operator.writes().take())
                .as("the ConfigMap and the status, once each")
                .hasSize(2);
        assertThat(operator.object(ObjectKind.CONFIG_MAP, "shaft-rules")
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsEntry("team", "tunnels");
    }

    @Test
    void theStreamWaitsForTheStores() {
        operators.say(ObjectKind.POSTGRES_CLUSTER, "{phase: Setting up primary}");
        operators.start();
        operator.apply(PLAIN);
        until(() -> operator.condition("KafkaReady").equals("True/Ready"));
        until(() -> operator.condition("ProducerRunning").equals("True/Ready"));
        until(() -> operator.condition("StreamRunning").equals("False/WaitingForInputs"));
        assertThat(operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream").get())
                .isNull();
        operators.ready(ObjectKind.POSTGRES_CLUSTER);
        until(() -> operator.condition("Ready").equals("True/Ready"));
    }

    @Test
    void anOperatorThatIsStartedAgainWritesNothing() {
        ready(PLAIN);
        operator.close();
        try (OperatorUnderTest again = new OperatorUnderTest(cluster, operator.namespace())) {
            again.site("shaft").edit(site -> {
                site.getSpec().setDisplayName("Launch shaft");
                return site;
            });
            until(() -> again.site("shaft").get().getStatus().getObservedGeneration() == 2);
            assertThat(again.writes().take()).as("the status alone").hasSize(1);
        }
        operator = new OperatorUnderTest(cluster, operator.namespace());
    }

    @Test
    void whatIsDeletedOrChangedByHandComesBack() {
        ready(PLAIN);
        String uid = operator.object(ObjectKind.CONFIG_MAP, "shaft-rules")
                .get()
                .getMetadata()
                .getUid();
        operator.object(ObjectKind.CONFIG_MAP, "shaft-rules").delete();
        until(() -> {
            GenericKubernetesResource rules =
                    operator.object(ObjectKind.CONFIG_MAP, "shaft-rules").get();
            return rules != null && !rules.getMetadata().getUid().equals(uid);
        });
        operator.object(ObjectKind.KAFKA_TOPIC, "shaft-alerts").edit(topic -> {
            topic.<Map<String, Object>>get("spec").put("partitions", 9);
            return topic;
        });
        until(() -> Integer.valueOf(3)
                .equals(operator.object(ObjectKind.KAFKA_TOPIC, "shaft-alerts")
                        .get()
                        .get("spec", "partitions")));
    }

    @Test
    void aSuspendedSiteStopsItsStreamAndKeepsItsData() {
        ready(PLAIN);
        operator.apply("{source: {simulator: {}}, suspend: true}");
        until(() ->
                operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream").get() == null);
        until(() -> operator.condition("Ready").equals("False/Suspended"));
        assertThat(operator.object(ObjectKind.VOLUME_CLAIM, "shaft-stream-checkpoint")
                        .get())
                .isNotNull();
        assertThat(operator.object(ObjectKind.DEPLOYMENT, "shaft-producer")
                        .get()
                        .<Integer>get("spec", "replicas"))
                .isZero();
        operator.apply("{source: {simulator: {}}, suspend: false}");
        until(() -> operator.condition("Ready").equals("True/Ready"));
    }

    @Test
    void aChangedStreamIsStartedAgainWhenNothingOfTheOldOneIsLeft() {
        ready(PLAIN);
        cluster.client().resource(driver()).create();
        String first = streamUid();
        operator.apply("{source: {simulator: {}}, stream: {trigger: 30s, lateness: 1d}}");
        until(() ->
                operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream").get() == null);
        until(() -> operator.condition("StreamRunning").equals("False/Creating"));
        cluster.client().resource(driver()).withGracePeriod(0).delete();
        until(() ->
                operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream").get() != null);
        until(() -> operator.condition("Ready").equals("True/Ready"));
        assertThat(streamUid()).isNotEqualTo(first);
    }

    @Test
    void aFieldThatIsUnsetGoesAwayAgain() {
        ready("{source: {simulator: {faults: nulls=0.1}}, kafka: {managed: {version: 4.1.0}}}");
        assertThat(instruments()).contains("INSTRUMENTS_FAULTS");
        operator.apply(PLAIN);
        until(() -> !instruments().contains("INSTRUMENTS_FAULTS"));
        until(() -> operator.object(ObjectKind.KAFKA, "shaft").get().get("spec", "kafka", "version") == null);
    }

    @Test
    void aRealTimeViewThatIsSwitchedOffLeavesNoTraceAndComesBackWhenItIsWantedAgain() {
        ready(PLAIN);
        String first = streamUid();
        operator.apply("{source: {http: {baseUrl: 'http://instruments:8080'}}, search: {disabled: {}}}");
        until(() -> operator.object(ObjectKind.DEPLOYMENT, "shaft-instruments").get() == null);
        until(() -> Stream.of("elasticsearch", "kibana")
                .allMatch(component -> partsOf(component).isEmpty()));
        until(() -> operator.condition("SearchReady").isEmpty());
        until(() -> operator.condition("Ready").equals("True/Ready"));
        assertThat(operator.object(ObjectKind.KAFKA, "shaft").get()).isNotNull();
        assertThat(operator.object(ObjectKind.POSTGRES_CLUSTER, "shaft-db").get())
                .isNotNull();
        assertThat(streamUid()).as("it must not write there any more").isNotEqualTo(first);
        assertThat(events("SearchRemoved")).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getMessage()).contains("Elasticsearch shaft", "stream.replay");
        });
        operator.apply("{source: {simulator: {}}, search: {managed: {}}, stream: {replay: search-again}}");
        until(() -> operator.condition("SearchReady").equals("True/Ready"));
        until(() -> operator.condition("Ready").equals("True/Ready"));
        assertThat(operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream")
                        .get()
                        .getAdditionalProperties()
                        .toString())
                .contains("name=STREAM_REPLAY, value=search-again", "ELASTICSEARCH_URL");
    }

    @Test
    void aSiteThatGoesLeavesItsDataUnlessToldOtherwise() {
        ready(PLAIN);
        operator.site("shaft").delete();
        until(() -> operator.site("shaft").get() == null);
        assertThat(operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream").get())
                .isNull();
        assertThat(operator.object(ObjectKind.KAFKA, "shaft").get()).isNotNull();
        assertThat(operator.object(ObjectKind.KAFKA_TOPIC, "shaft-monitoring").get())
                .isNotNull();
        // A site of the same name takes up what was left.
        ready("{source: {simulator: {}}, deletionPolicy: Delete}");
        operator.site("shaft").delete();
        until(() -> operator.site("shaft").get() == null);
        for (ObjectKind kind : List.of(
                ObjectKind.KAFKA, ObjectKind.KAFKA_TOPIC, ObjectKind.POSTGRES_CLUSTER, ObjectKind.ELASTICSEARCH)) {
            assertThat(cluster.client()
                            .genericKubernetesResources(kind.context())
                            .inNamespace(operator.namespace())
                            .list()
                            .getItems())
                    .as(kind.kind())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retain", "Delete"})
    void aNamespaceThatGoesWithALiveSiteInItDoesNotHang(String policy) {
        assumeTrue(cluster.backend().hasControllers(), "nobody takes namespaces away here");
        ready("{source: {simulator: {}}, deletionPolicy: %s}".formatted(policy));
        // The Spark operator takes its time to stop a driver, and holds on to its resource until then.
        holdStream("[\"test.sitewatch.io/driver\"]");

        cluster.client().namespaces().withName(operator.namespace()).delete();

        until(() -> operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream")
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp()
                != null);
        assertThat(operator.site("shaft").get())
                .as("the site waits for its driver")
                .isNotNull();
        holdStream("[]");
        until(() -> cluster.client().namespaces().withName(operator.namespace()).get() == null);
    }

    private void holdStream(String finalizers) {
        operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"finalizers\": %s}}".formatted(finalizers));
    }

    @Test
    void twoSitesInOneNamespaceNeverTouchEachOther() {
        ready(PLAIN);
        String shaft = streamUid();
        operator.apply("tunnel", "{source: {simulator: {}}, deletionPolicy: Delete}");
        until(() -> operator.condition("tunnel", "Ready").equals("True/Ready"));
        operator.site("tunnel").delete();
        until(() -> operator.site("tunnel").get() == null);
        assertThat(streamUid()).isEqualTo(shaft);
        assertThat(operator.condition("Ready")).isEqualTo("True/Ready");
        assertThat(operator.object(ObjectKind.KAFKA, "shaft").get()).isNotNull();
    }

    @Test
    void aSecretThatIsMissingIsNamedAndTakenUpWhenItComes() {
        operators.start();
        operator.apply(
                "{source: {simulator: {}}, kafka: {external: {bootstrapServers: 'k:9093', credentialsSecret: hubs}}}");
        until(() -> operator.condition("KafkaReady").equals("False/SecretMissing"));
        assertThat(operator.find("shaft", "Ready").orElseThrow().getMessage())
                .contains("Secret " + operator.namespace() + "/hubs");
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("hubs")
                        .withNamespace(operator.namespace())
                        .endMetadata()
                        .withStringData(Map.of("username", "u", "password", "p"))
                        .build())
                .create();
        until(() -> operator.condition("KafkaReady").startsWith("True/"));
        until(() -> operator.condition("Ready").equals("True/Ready"));
    }

    @Test
    void whatTheApiServerRefusesIsToldInItsWordsAndTriedAgain() {
        cluster.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("shaft-rules")
                        .withNamespace(operator.namespace())
                        .endMetadata()
                        .withImmutable(true)
                        .addToData("rules.json", "{}")
                        .build())
                .create();
        operators.start();
        operator.apply(PLAIN);
        until(() -> operator.condition("Ready").equals("False/Refused"));
        assertThat(operator.find("shaft", "StreamRunning").orElseThrow().getMessage())
                .startsWith("ConfigMap shaft-rules was refused: ")
                .contains("field is immutable when `immutable` is set");
        assertThat(operator.object(ObjectKind.KAFKA, "shaft").get())
                .as("one that is refused holds back none of the others")
                .isNotNull();
        assertThat(operator.site("shaft").get().getStatus().getPhase()).isEqualTo(SitePhase.BLOCKED);
        operator.object(ObjectKind.CONFIG_MAP, "shaft-rules").delete();
        until(() -> operator.condition("Ready").equals("True/Ready"));
    }

    @Test
    void aReplayStopsTheStreamWaitsAndStartsItWithTheToken() {
        ready(PLAIN);
        cluster.client().resource(driver()).create();
        String first = streamUid();
        operator.apply("{source: {simulator: {}}, stream: {window: 30s, replay: october}}");
        until(() ->
                operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream").get() == null);
        until(() -> operator.condition("StreamRunning").startsWith("False/"));
        assertThat(operator.site("shaft").get().getStatus().getStream().getReplay())
                .as("nothing has been started with the token yet")
                .isNull();
        cluster.client().resource(driver()).withGracePeriod(0).delete();
        until(() -> operator.condition("Ready").equals("True/Ready"));
        assertThat(streamUid()).isNotEqualTo(first);
        assertThat(operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream")
                        .get()
                        .getAdditionalProperties()
                        .toString())
                .contains("name=STREAM_REPLAY, value=october", "name=STREAM_WINDOW, value=30s");
        assertThat(operator.site("shaft").get().getStatus().getStream().getReplay())
                .isEqualTo("october");
    }

    @Test
    void whoAppliesAFieldOfOursIsToldAndWhoForcesItIsPutRight() {
        ready(PLAIN);
        String partitions = """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata: {name: shaft-alerts, namespace: %s, labels: {team: tunnels}}
                spec: {partitions: 9}
                """.formatted(operator.namespace());
        assertThatThrownBy(() -> cluster.client()
                        .resource(partitions)
                        .fieldManager("kubectl")
                        .serverSideApply())
                .isInstanceOfSatisfying(KubernetesClientException.class, conflict -> {
                    assertThat(conflict.getCode()).isEqualTo(409);
                    assertThat(conflict.getMessage()).contains("sitewatch-operator", ".spec.partitions");
                });
        cluster.client()
                .resource(partitions)
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
        until(() -> Integer.valueOf(3)
                .equals(operator.object(ObjectKind.KAFKA_TOPIC, "shaft-alerts")
                        .get()
                        .get("spec", "partitions")));
        assertThat(operator.object(ObjectKind.KAFKA_TOPIC, "shaft-alerts")
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsEntry("team", "tunnels");
    }

    @Test
    void transitionsAreToldAsEvents() {
        ready(PLAIN);
        until(() -> !events("Ready").isEmpty());
    }

    /** Events of the site for that reason. */
    private List<Event> events(String reason) {
        return cluster.client().v1().events().inNamespace(operator.namespace()).list().getItems().stream()
                .filter(event -> "shaft".equals(event.getInvolvedObject().getName()))
                .filter(event -> reason.equals(event.getReason()))
                .toList();
    }

    /** Everything of the site that carries the label of that component, of whatever kind. */
    private List<String> partsOf(String component) {
        return Stream.of(ObjectKind.values())
                .flatMap(kind -> cluster
                        .client()
                        .genericKubernetesResources(kind.context())
                        .inNamespace(operator.namespace())
                        .withLabel("app.kubernetes.io/component", component)
                        .list()
                        .getItems()
                        .stream())
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }

    private void ready(String spec) {
        operators.start();
        operator.apply(spec);
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(
                        operator.find("shaft", "Ready"))
                .hasValueSatisfying(
                        condition -> assertThat(condition.getMessage()).isEqualTo("readings flow")));
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    private String streamUid() {
        return operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream")
                .get()
                .getMetadata()
                .getUid();
    }

    private String instruments() {
        return operator.object(ObjectKind.DEPLOYMENT, "shaft-instruments")
                .get()
                .getAdditionalProperties()
                .toString();
    }

    private Pod driver() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("shaft-stream-driver")
                .withNamespace(operator.namespace())
                .withLabels(Map.of(
                        "app.kubernetes.io/managed-by",
                        "sitewatch-operator",
                        "app.kubernetes.io/component",
                        "stream",
                        "sitewatch.io/site",
                        "shaft"))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("driver")
                .withImage("ghcr.io/sitewatch/stream-job:0.1.0")
                .endContainer()
                .endSpec()
                .build();
    }
}
