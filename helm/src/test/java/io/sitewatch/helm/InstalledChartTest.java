package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.SitePhase;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.ScriptedOperators;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.render.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The chart installed by Helm in a cluster, and the packaged operator run as it says, with the rights that it gives and no
 * others. What the other operators would do is scripted.
 */
class InstalledChartTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String CRD = "monitoringsites.sitewatch.io";

    /** Everything that an operator renders for one site or another. */
    private static final String SITE = """
            apiVersion: sitewatch.io/v1alpha1
            kind: MonitoringSite
            metadata: {name: shaft}
            spec:
              source: {simulator: {}}
              deletionPolicy: Delete
              suspend: %s
              search: {ingest: Logstash, managed: {kibana: {}}}
              batchView: {enabled: true, ingress: {host: shaft.example.com}}
            """;

    /** The conditions of everything that comes up without a stream that counts. */
    private static final List<String> MADE =
            List.of("KafkaReady", "TopicsReady", "PostgresReady", "SearchReady", "ProducerRunning", "BatchViewReady");

    private static TestCluster cluster;
    private static String system;

    /** What every cluster lets whoever is known to it ask. */
    private static final Set<String> EVERYBODYS = Set.of(
            "create selfsubjectaccessreviews.authorization.k8s.io",
            "create selfsubjectrulesreviews.authorization.k8s.io",
            "create selfsubjectreviews.authentication.k8s.io");

    /** Somebody else's definition, in a cluster that is somebody's, is not this test's to take over. */
    private static boolean bringsDefinition;

    @TempDir
    Path folder;

    private final List<InstalledOperator> started = new ArrayList<>();

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
        system = cluster.namespace();
        bringsDefinition = crd().get() == null;
        Crds.install(cluster, Crds.everyOperator());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void theOperatorDoesItsWorkWithTheRightsThatTheChartGives() throws IOException {
        String sites = cluster.namespace();
        try (Release release = release(Map.of("image.registry", "mirror.example.com", "image.tag", "7.7"));
                InstalledOperator operator = start(release, "one");
                ScriptedOperators others = new ScriptedOperators(cluster.client(), sites).start()) {
            await("its probes").failFast(this::operatorsLive).atMost(SOON).untilAsserted(() -> {
                assertThat(operator.passes(operator.container().getStartupProbe()))
                        .as(operator.log())
                        .isTrue();
                assertThat(operator.passes(operator.container().getLivenessProbe()))
                        .as(operator.log())
                        .isTrue();
                assertThat(operator.passes(operator.container().getReadinessProbe()))
                        .as(operator.log())
                        .isTrue();
            });

            apply(sites, SITE.formatted(false));
            await("a whole site").failFast(this::operatorsLive).atMost(SOON).untilAsserted(() -> {
                assertThat(operator.forbidden()).isEmpty();
                assertThat(trueConditions(sites)).as(operator.log()).containsAll(MADE);
            });
            assertThat(cluster.client()
                            .apps()
                            .deployments()
                            .inNamespace(sites)
                            .withName("shaft-producer")
                            .get()
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0)
                            .getImage())
                    .as("components come from where the operator comes from")
                    .isEqualTo("mirror.example.com/producer:7.7");
            assertThat(operator.answer("/q/metrics")).contains("sitewatch_sites{phase=");

            apply(sites, SITE.formatted(true));
            await("suspended").failFast(this::operatorsLive).atMost(SOON).untilAsserted(() -> {
                assertThat(operator.forbidden()).isEmpty();
                assertThat(phase(sites)).isEqualTo(SitePhase.SUSPENDED);
            });

            site(sites).delete();
            await("gone, with everything of it")
                    .failFast(this::operatorsLive)
                    .atMost(SOON)
                    .untilAsserted(() -> {
                        assertThat(operator.forbidden()).isEmpty();
                        assertThat(site(sites).get()).as(operator.log()).isNull();
                        assertThat(leftovers(sites)).isEmpty();
                    });
        }
    }

    @Test
    void aNamespaceWithALiveSiteInItGoes() throws IOException {
        String sites = cluster.namespace();
        try (Release release = release(Map.of());
                InstalledOperator operator = start(release, "one");
                ScriptedOperators others = new ScriptedOperators(cluster.client(), sites).start()) {
            apply(sites, SITE.formatted(false).replace("deletionPolicy: Delete", "deletionPolicy: Retain"));
            await("a whole site").failFast(this::operatorsLive).atMost(SOON).untilAsserted(() -> assertThat(
                            trueConditions(sites))
                    .as(operator.log())
                    .containsAll(MADE));
            cluster.client().namespaces().withName(sites).delete();
            await("the namespace goes")
                    .failFast(this::operatorsLive)
                    .atMost(SOON)
                    .untilAsserted(() -> {
                        assertThat(cluster.client().namespaces().withName(sites).get())
                                .as(operator.log())
                                .isNull();
                    });
        }
    }

    /** In which order a namespace's content goes, nobody promises; here the operator's rights in it go before all else. */
    @Test
    void aWatchedNamespaceGoesThoughItsRoleGoesFirst() throws IOException {
        String going = cluster.namespace();
        String staying = cluster.namespace();
        try (Release release = release(Map.of(
                        "watch.namespaces[0]", going,
                        "watch.namespaces[1]", staying,
                        "operator.informersGrace", "1s"));
                InstalledOperator operator = start(release, "one");
                ScriptedOperators others = new ScriptedOperators(cluster.client(), going).start()) {
            apply(going, SITE.formatted(false));
            await("a whole site").failFast(this::operatorsLive).atMost(SOON).untilAsserted(() -> assertThat(
                            trueConditions(going))
                    .as(operator.log())
                    .containsAll(MADE));

            cluster.client().rbac().roleBindings().inNamespace(going).delete();
            cluster.client().rbac().roles().inNamespace(going).delete();
            cluster.client().namespaces().withName(going).delete();
            await("the namespace goes")
                    .failFast(this::operatorsLive)
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.client()
                                    .namespaces()
                                    .withName(going)
                                    .get())
                            .as(operator.log())
                            .isNull());

            apply(staying, SITE.formatted(false));
            await("the other namespace is minded")
                    .failFast(this::operatorsLive)
                    .atMost(SOON)
                    .untilAsserted(() -> {
                        assertThat(site(staying).get().getStatus())
                                .as(operator.log())
                                .isNotNull();
                        assertThat(operator.passes(operator.container().getLivenessProbe()))
                                .as(operator.log())
                                .isTrue();
                    });
        }
    }

    @Test
    void ofTwoReplicasOneWorksAndTheOtherTakesOver() throws IOException {
        try (Release release = release(Map.of());
                InstalledOperator first = start(release, "first")) {
            await().failFast(this::operatorsLive).atMost(SOON).untilAsserted(() -> assertThat(holder(release))
                    .isEqualTo("first"));
            try (InstalledOperator second = start(release, "second")) {
                await("the second is ready, and waits")
                        .failFast(this::operatorsLive)
                        .atMost(SOON)
                        .until(() -> second.passes(second.container().getReadinessProbe()));
                assertThat(holder(release)).isEqualTo("first");
                first.close();
                await("the second takes over")
                        .failFast(this::operatorsLive)
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(holder(release)).isEqualTo("second"));
                assertThat(first.forbidden()).isEmpty();
                assertThat(second.forbidden()).isEmpty();
            }
        }
    }

    @Test
    void watchesOnlyTheNamespacesThatItIsTold() throws IOException {
        String mine = cluster.namespace();
        String notMine = cluster.namespace();
        try (Release release = release(
                        Map.of("watch.namespaces[0]", mine, "rbac.aggregate", false, "rbac.namespaceDeletion", false));
                InstalledOperator operator = start(release, "one")) {
            assertThat(cluster.client().rbac().clusterRoles().list().getItems())
                    .noneMatch(role ->
                            Release.NAME.equals(label(role.getMetadata().getLabels(), "app.kubernetes.io/instance")));
            apply(mine, SITE.formatted(false));
            apply(notMine, SITE.formatted(false));
            await().failFast(this::operatorsLive).atMost(SOON).untilAsserted(() -> {
                assertThat(operator.forbidden()).isEmpty();
                assertThat(site(mine).get().getStatus()).as(operator.log()).isNotNull();
            });
            assertThat(site(notMine).get().getStatus()).isNull();
            site(mine).delete();
            await().failFast(this::operatorsLive)
                    .atMost(SOON)
                    .until(() -> site(mine).get() == null);
        }
    }

    @Test
    void theDefinitionIsUpgradedWithTheReleaseAndOutlivesIt() {
        assumeTrue(bringsDefinition, "this cluster has a definition of its own");
        try (Release release = release(Map.of())) {
            // An older one, as an older chart would have left it.
            crd().edit(crd -> {
                crd.getSpec().getVersions().get(0).getAdditionalPrinterColumns().clear();
                return crd;
            });
            release.upgrade(Map.of("operator.logLevel", "DEBUG"));
            assertThat(crd().get().getSpec().getVersions().get(0).getAdditionalPrinterColumns())
                    .extracting("name")
                    .contains("READY", "LAG");
            release.uninstall();
            assertThat(crd().get()).as("sites are not lost with the chart").isNotNull();
            assertThat(release.deployment()).isNull();
        }
    }

    @Test
    void theClusterSaysOfTheAccountWhatTheChartGivesIt() throws IOException {
        List<JsonNode> shipped = Chart.documents(Files.readString(RightsTest.SHIPPED));
        String mine = cluster.namespace();
        String notMine = cluster.namespace();
        // What it may besides, so that a namespace can go, is bound to names: see RightsTest.
        try (Release release = release(
                Map.of("watch.namespaces[0]", mine, "rbac.aggregate", false, "rbac.namespaceDeletion", false))) {
            assertThat(said(release, mine)).isEqualTo(withEverybodys(Chart.the(shipped, "ClusterRole")));
            assertThat(said(release, system)).isEqualTo(withEverybodys(Chart.the(shipped, "Role")));
            assertThat(said(release, notMine)).isEqualTo(EVERYBODYS);
        }
    }

    /** {@code kubectl auth can-i --list}, each right by itself. */
    private static Set<String> said(Release release, String namespace) {
        Config account = Config.fromKubeconfig(cluster.kubeconfig(release.namespace(), release.serviceAccount()));
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(account).build()) {
            Set<String> rights = new TreeSet<>();
            for (ResourceRule rule : client.authorization()
                    .v1()
                    .selfSubjectRulesReview()
                    .create(new SelfSubjectRulesReviewBuilder()
                            .withNewSpec()
                            .withNamespace(namespace)
                            .endSpec()
                            .build())
                    .getStatus()
                    .getResourceRules()) {
                rights.addAll(RightsTest.rights(Chart.YAML.valueToTree(Map.of("rules", List.of(rule)))));
            }
            return rights;
        }
    }

    private static Set<String> withEverybodys(JsonNode role) {
        Set<String> rights = new TreeSet<>(RightsTest.rights(role));
        rights.addAll(EVERYBODYS);
        return rights;
    }

    @Test
    void theNotesTellTheNextCommand() {
        try (Release release = release(Map.of())) {
            String said =
                    release.upgrade(Map.of("crds.install", bringsDefinition)).getOutput();
            assertThat(said).contains("helm test sitewatch --namespace " + release.namespace(), "kubectl apply");
        }
    }

    private static Release release(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("crds.install", bringsDefinition);
        // There is no Elasticsearch behind what the scripts say of it.
        all.put("operator.content.keep", false);
        return new Release(cluster, system, all);
    }

    private InstalledOperator start(Release release, String identity) throws IOException {
        InstalledOperator operator = new InstalledOperator(
                release, cluster.kubeconfig(release.namespace(), release.serviceAccount()), identity, folder);
        started.add(operator);
        return operator;
    }

    private void operatorsLive() {
        started.forEach(InstalledOperator::requireAlive);
    }

    private static void apply(String namespace, String yaml) {
        cluster.client()
                .resource(
                        cluster.client().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(namespace)
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }

    private static Resource<MonitoringSite> site(String namespace) {
        return cluster.client()
                .resources(MonitoringSite.class)
                .inNamespace(namespace)
                .withName("shaft");
    }

    private static SitePhase phase(String namespace) {
        MonitoringSite site = site(namespace).get();
        return site == null || site.getStatus() == null
                ? null
                : site.getStatus().getPhase();
    }

    private static List<String> trueConditions(String namespace) {
        MonitoringSite site = site(namespace).get();
        return site == null || site.getStatus() == null
                ? List.of()
                : site.getStatus().getConditions().stream()
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .map(Condition::getType)
                        .toList();
    }

    private static List<String> leftovers(String namespace) {
        KubernetesClient client = cluster.client();
        return Arrays.stream(ObjectKind.values())
                .flatMap(kind -> client
                        .genericKubernetesResources(kind.context())
                        .inNamespace(namespace)
                        .withLabel(Metadata.MANAGED_BY, Metadata.OPERATOR)
                        .list()
                        .getItems()
                        .stream())
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }

    private static String holder(Release release) {
        Lease lease = cluster.client()
                .leases()
                .inNamespace(release.namespace())
                .withName("sitewatch-operator")
                .get();
        return lease == null ? "" : lease.getSpec().getHolderIdentity();
    }

    private static Resource<CustomResourceDefinition> crd() {
        return cluster.client().apiextensions().v1().customResourceDefinitions().withName(CRD);
    }

    private static String label(Map<String, String> labels, String key) {
        return labels == null ? null : labels.get(key);
    }
}
