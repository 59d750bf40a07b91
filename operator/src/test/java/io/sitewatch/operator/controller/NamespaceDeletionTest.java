package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.fixture.OperatorUnderTest.Settings;
import io.sitewatch.operator.live.ObjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A namespace takes along what is in it in no order: the rights of an operator that has Roles alone before its sites, if chance
 * has it.
 */
class NamespaceDeletionTest {
    private static final Path SHIPPED = Path.of("src/main/resources/io/sitewatch/operator/rbac.yaml");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SITE = "{source: {simulator: {}}, deletionPolicy: Delete}";

    private TestCluster cluster;
    private KubernetesClient client;
    private String going;
    private String staying;
    private String user;

    @BeforeEach
    void twoNamespaces() throws IOException {
        cluster = TestCluster.open();
        assumeTrue(cluster.backend().hasControllers(), "without a controller manager no namespace goes");
        client = cluster.client();
        Crds.installOurs(cluster);
        Crds.install(cluster, Crds.everyOperator());
        going = cluster.namespace();
        staying = cluster.namespace();
        user = "system:serviceaccount:" + staying + ":sitewatch-operator";
        mayWorkIn(going);
        mayWorkIn(staying);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void itsSiteIsLetGoOfThoughTheRoleIsGone() {
        mayLetGo();
        try (OperatorUnderTest operator = operator(going)) {
            operator.apply(SITE);
            await().atMost(SOON)
                    .until(() -> operator.object(ObjectKind.KAFKA, "shaft").get() != null);
            client.rbac().roleBindings().inNamespace(going).delete();
            client.namespaces().withName(going).delete();
            await().atMost(SOON).until(() -> client.namespaces().withName(going).get() == null);
        }
    }

    @Test
    void nothingOfTheSiteIsWaitedFor() {
        mayLetGo();
        try (OperatorUnderTest operator = operator(going)) {
            operator.apply(SITE);
            await().atMost(SOON)
                    .until(() -> operator.object(ObjectKind.KAFKA, "shaft").get() != null);
            operator.object(ObjectKind.KAFKA, "shaft").edit(kafka -> {
                kafka.getMetadata().setFinalizers(List.of("example.com/stuck"));
                return kafka;
            });
            client.namespaces().withName(going).delete();
            await().atMost(SOON).until(() -> operator.site("shaft").get() == null);
            assertThat(operator.object(ObjectKind.KAFKA, "shaft").get())
                    .as("somebody else's to let go of")
                    .isNotNull();
            operator.object(ObjectKind.KAFKA, "shaft").edit(kafka -> {
                kafka.getMetadata().setFinalizers(List.of());
                return kafka;
            });
        }
    }

    /** Whoever deletes a namespace need not tell the operator first, and the other sites must not suffer from it. */
    @Test
    void anOperatorThatIsStartedAfterwardsMindsTheOthersUntilItComesBack() throws IOException {
        mayLetGo();
        client.namespaces().withName(going).delete();
        await().atMost(SOON).until(() -> client.namespaces().withName(going).get() == null);
        try (OperatorUnderTest operator = operator(staying)) {
            operator.apply(SITE);
            await().atMost(SOON)
                    .until(() -> operator.object(ObjectKind.KAFKA, "shaft").get() != null);
            assertThat(operator.operator().deadInformers()).isEmpty();

            create("""
                    apiVersion: v1
                    kind: Namespace
                    metadata: {name: %s}
                    """.formatted(going));
            assertThat(operator.operator().deadInformers())
                    .as("without a Role in it")
                    .isEmpty();
            mayWorkIn(going);
            await("who is started again watches it").atMost(SOON).untilAsserted(() -> assertThat(
                            operator.operator().deadInformers())
                    .containsExactly("everything in " + going + ", which has come"));
        }
    }

    private OperatorUnderTest operator(String namespace) {
        return new OperatorUnderTest(
                cluster,
                namespace,
                new Settings().as(user).watching(Set.of(going, staying)).informersGrace(Duration.ZERO));
    }

    private void mayWorkIn(String namespace) throws IOException {
        try (InputStream manifest = Files.newInputStream(SHIPPED)) {
            List<PolicyRule> rules = client.load(manifest).items().stream()
                    .filter(ClusterRole.class::isInstance)
                    .flatMap(role -> ((ClusterRole) role).getRules().stream())
                    .toList();
            create("""
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: Role
                    metadata: {name: operator, namespace: %s}
                    rules: %s
                    """.formatted(namespace, Serialization.asJson(rules)));
            create("""
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: RoleBinding
                    metadata: {name: operator, namespace: %s}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: operator}
                    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: '%s'}]
                    """.formatted(namespace, user));
        }
    }

    /** What the chart gives by {@code rbac.namespaceDeletion}. */
    private void mayLetGo() {
        String name = staying + "-namespace-deletion";
        create("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %s}
                rules:
                - {apiGroups: [''], resources: [namespaces], resourceNames: [%s, %s], verbs: [get]}
                - {apiGroups: [sitewatch.io], resources: [monitoringsites], verbs: [get, list, watch, patch]}
                """.formatted(name, going, staying));
        create("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: '%s'}]
                """.formatted(name, name, user));
    }

    private void create(String yaml) {
        HasMetadata object = (HasMetadata) client.resource(yaml).create();
        cluster.beforeClose(() -> client.resource(object).delete());
    }
}
