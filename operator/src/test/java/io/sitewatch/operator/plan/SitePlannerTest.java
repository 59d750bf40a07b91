package io.sitewatch.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.CountedWrites;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.fixture.ScriptedOperators;
import io.sitewatch.operator.live.Prerequisite;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans against a cluster in which the real operator has brought up a site. */
class SitePlannerTest {
    private static final String SPEC =
            "{source: {simulator: {faults: nulls=0.1}}, instruments: [{type: piezometer, limits: {alarm: {above: 190}}}]}";

    private static final CountedWrites WRITES = new CountedWrites();

    private static TestCluster cluster;
    private static OperatorUnderTest operator;
    private static ScriptedOperators operators;
    private static KubernetesClient client;

    @BeforeAll
    static void aSiteThatIsReady() {
        cluster = Crds.cluster();
        operator = new OperatorUnderTest(cluster);
        operators = new ScriptedOperators(cluster.client(), operator.namespace()).start();
        operator.apply(SPEC);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> operator.condition("Ready").equals("True/Ready"));
        client = new KubernetesClientBuilder()
                .withConfig(cluster.clientConfig())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("counted", WRITES))
                .build();
    }

    @AfterAll
    static void close() {
        client.close();
        operators.close();
        operator.close();
        cluster.close();
    }

    @Test
    void whatIsAppliedAlreadyChangesNothing() {
        assertThat(plan(SPEC).toText()).isEqualTo("Nothing would change.\n");
    }

    @Test
    void aLimitIsShownAsTheLineThatDiffers() {
        assertThat(plan(SPEC.replace("190", "180")).toText())
                .contains("~ change ConfigMap shaft-rules\n    data.rules.json:\n")
                .containsPattern("(?m)^ {8}-.*190")
                .containsPattern("(?m)^ {8}\\+.*180")
                .endsWith("Plan: 0 to create, 1 to change, 0 to restart, 0 to delete.\n");
    }

    @Test
    void aFieldThatIsUnsetIsShownAsGone() {
        assertThat(plan(SPEC.replace("faults: nulls=0.1", "")).toText())
                .contains("! restart Deployment shaft-instruments\n")
                .containsPattern("env\\[INSTRUMENTS_FAULTS]: \\{.*nulls=0.1.*} -> \\(none\\)");
    }

    @Test
    void anotherChoiceDeletesWhatIsNoLongerWanted() {
        assertThat(plan("{source: {http: {baseUrl: 'http://instruments:8080'}}, search: {disabled: {}}}")
                        .toText())
                .contains(
                        "- delete Kibana shaft\n",
                        "- delete Elasticsearch shaft\n",
                        "- delete Deployment shaft-instruments\n",
                        "! restart SparkApplication shaft-stream\n",
                        "Lost: Elasticsearch shaft ")
                .doesNotContain("delete Kafka shaft", "delete Cluster");
    }

    @Test
    void aSiteThatIsNotThereYetIsCreatedWithTheImagesOfItsNeighbour() {
        Plan plan = planner().plan(manifest("tunnel", "{source: {simulator: {}}}"), Set.of());
        assertThat(plan.changes()).extracting(Change::action).containsOnly(Change.Action.CREATE);
        assertThat(plan.obstacles()).isEmpty();
    }

    @Test
    void whatTheApiServerWouldRefuseIsRefusedInItsWords() {
        assertThatThrownBy(() -> plan("{source: {simulator: {}}, stream: {window: 30s}}"))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("set stream.replay to a new token");
    }

    @Test
    void aSecretThatIsMissingStandsInTheWayUnlessItComesAlong() {
        String spec =
                "{source: {simulator: {}}, kafka: {external: {bootstrapServers: 'k:9093', credentialsSecret: hubs}}}";
        assertThat(planner().plan(manifest("east", spec), Set.of()).toText())
                .endsWith("Before: Secret hubs does not exist; what needs it waits until it does\n");
        assertThat(planner().plan(manifest("east", spec), Set.of("hubs")).obstacles())
                .isEmpty();
    }

    @Test
    void nothingIsWritten() {
        String before = revision();
        WRITES.take();
        plan(SPEC.replace("190", "170"));
        assertThat(WRITES.take()).as("the dry run of the manifest alone").hasSize(1);
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void aClusterWithoutAnythingIsToldWhatItNeeds() {
        try (TestCluster empty = TestCluster.open()) {
            assumeTrue(
                    empty.backend() == TestCluster.Backend.EMBEDDED,
                    "a cluster that is somebody's keeps its operators");
            GenericKubernetesResource manifest = manifest("shaft", "{source: {simulator: {}}}");
            manifest.getMetadata().setNamespace(empty.namespace());
            assertThat(new SitePlanner(empty.client(), DefaultPlatform.ofThisBuild())
                            .plan(manifest, Set.of())
                            .toText())
                    .contains("+ create Kafka shaft\n", "Before: the cluster does not know MonitoringSites yet")
                    .contains("Before: Strimzi is not installed in this cluster; install it with: "
                            + Prerequisite.STRIMZI.command());
        }
    }

    private static Plan plan(String spec) {
        return planner().plan(manifest("shaft", spec), Set.of());
    }

    private static SitePlanner planner() {
        return new SitePlanner(client, DefaultPlatform.ofThisBuild());
    }

    private static GenericKubernetesResource manifest(String name, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: sitewatch.io/v1alpha1
                kind: MonitoringSite
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, operator.namespace(), spec), GenericKubernetesResource.class);
    }

    private static String revision() {
        return operator.site("shaft").get().getMetadata().getResourceVersion();
    }
}
