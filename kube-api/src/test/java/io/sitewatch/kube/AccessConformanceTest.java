package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service account may do is what its roles say. */
class AccessConformanceTest {
    private static final String ACCOUNT = "worker";

    private static TestCluster cluster;
    private String namespace;
    private KubernetesClient account;

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void anAccount() {
        namespace = cluster.namespace();
        cluster.client()
                .serviceAccounts()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(ACCOUNT)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        account = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig(namespace, ACCOUNT)))
                .build();
    }

    @AfterEach
    void closeAccount() {
        account.close();
    }

    @Test
    void withoutARoleItMayNothing() {
        assertThatThrownBy(() -> account.configMaps().inNamespace(namespace).list())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("configmaps is forbidden: User \"system:serviceaccount:" + namespace + ":worker\""
                        + " cannot list resource \"configmaps\" in API group \"\" in the namespace \"" + namespace
                        + "\"");
    }

    @Test
    void aRoleOpensItsVerbsAndNoOthers() {
        bind(role("", "configmaps", "get", "list", "create"));
        account.configMaps().inNamespace(namespace).resource(map("mine")).create();
        assertThat(account.configMaps().inNamespace(namespace).withName("mine").get())
                .isNotNull();
        assertThatThrownBy(() -> account.configMaps()
                        .inNamespace(namespace)
                        .withName("mine")
                        .delete())
                .hasMessageContaining("cannot delete resource \"configmaps\"");
        assertThatThrownBy(() -> account.configMaps().inNamespace("default").list())
                .hasMessageContaining("in the namespace \"default\"");
        assertThatThrownBy(() -> account.configMaps().inAnyNamespace().list())
                .hasMessageContaining("at the cluster scope");
    }

    @Test
    void anApplyOfWhatIsNotThereIsACreationToo() {
        bind(role("", "configmaps", "patch"));
        assertThatThrownBy(() -> apply("new")).hasMessageContaining("cannot create resource \"configmaps\"");
        cluster.client()
                .configMaps()
                .inNamespace(namespace)
                .resource(map("new"))
                .create();
        assertThat(apply("new").getMetadata().getName()).isEqualTo("new");
    }

    @Test
    void nobodyGivesWhatTheyDoNotHave() {
        bind(role("rbac.authorization.k8s.io", "roles", "create"));
        Role more = new RoleBuilder(role("", "secrets", "get"))
                .editMetadata()
                .withName("more")
                .endMetadata()
                .build();
        assertThatThrownBy(() -> account.rbac()
                        .roles()
                        .inNamespace(namespace)
                        .resource(more)
                        .create())
                .hasMessageContaining("is attempting to grant RBAC permissions not currently held")
                .hasMessageContaining("{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}");
    }

    @Test
    void itIsToldWhatItMay() {
        bind(role("apps", "deployments", "watch"));
        assertThat(mayI("watch", "apps", "deployments")).isTrue();
        assertThat(mayI("delete", "apps", "deployments")).isFalse();
        assertThat(mayI("watch", "", "pods")).isFalse();
    }

    @Test
    void anAdministratorLearnsWhyOthersMay() {
        bind(role("apps", "deployments", "watch"));
        SubjectAccessReviewStatus status = cluster.client()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("system:serviceaccount:" + namespace + ":" + ACCOUNT)
                        .withNewResourceAttributes()
                        .withVerb("watch")
                        .withGroup("apps")
                        .withResource("deployments")
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus();

        assertThat(status.getAllowed()).isTrue();
        assertThat(status.getReason())
                .isEqualTo("RBAC: allowed by RoleBinding \"given/%s\" of Role \"given\" to ServiceAccount \"worker/%s\""
                        .formatted(namespace, namespace));
        assertThatThrownBy(() -> account.authorization()
                        .v1()
                        .subjectAccessReview()
                        .create(new SubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withUser("jane")
                                .endSpec()
                                .build()))
                .hasMessageContaining("cannot create resource \"subjectaccessreviews\"");
    }

    @Test
    void aTokenTellsWhoseItIs() {
        UserInfo user = cluster.client()
                .authentication()
                .v1()
                .tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(account.getConfiguration().getAutoOAuthToken())
                        .endSpec()
                        .build())
                .getStatus()
                .getUser();

        assertThat(user.getUsername()).isEqualTo("system:serviceaccount:" + namespace + ":" + ACCOUNT);
        assertThat(user.getGroups())
                .containsExactlyInAnyOrder(
                        "system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated");
    }

    @Test
    void aRoleThatGathersOthersHasTheirRules() {
        Assumptions.assumeTrue(cluster.backend().hasControllers(), "no controllers in this backend");
        String label = "test.sitewatch.io/" + namespace;
        ClusterRole gathering = new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .withNewAggregationRule()
                .addNewClusterRoleSelector()
                .addToMatchLabels(label, "true")
                .endClusterRoleSelector()
                .endAggregationRule()
                .build();
        ClusterRole gathered = new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(namespace + "-part")
                .addToLabels(label, "true")
                .endMetadata()
                .withRules(role("apps", "deployments", "watch").getRules())
                .build();
        cluster.beforeClose(
                () -> cluster.client().resourceList(gathering, gathered).delete());
        cluster.client().resource(gathering).create();
        cluster.client().resource(gathered).create();

        await().untilAsserted(() -> assertThat(
                        cluster.client().resource(gathering).get().getRules())
                .isEqualTo(gathered.getRules()));

        cluster.client().resource(gathered).delete();
        await().untilAsserted(() -> assertThat(
                        cluster.client().resource(gathering).get().getRules())
                .isEmpty());
    }

    @Test
    void everyClusterHasRolesForPeople() {
        bind("ClusterRole", "view");
        assertThat(mayI("list", "apps", "deployments")).isTrue();
        assertThat(mayI("list", "", "secrets")).isFalse();
        bind("ClusterRole", "edit");
        assertThat(mayI("list", "", "secrets")).isTrue();
        assertThat(mayI("create", "", "pods")).isTrue();
        assertThat(mayI("create", "rbac.authorization.k8s.io", "roles")).isFalse();
        bind("ClusterRole", "admin");
        assertThat(mayI("create", "rbac.authorization.k8s.io", "roles")).isTrue();
    }

    private boolean mayI(String verb, String group, String resource) {
        return account.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(group)
                        .withResource(resource)
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    private ConfigMap apply(String name) {
        return account.configMaps()
                .inNamespace(namespace)
                .resource(map(name))
                .fieldManager("worker")
                .forceConflicts()
                .serverSideApply();
    }

    private ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addToData("key", "value")
                .build();
    }

    private static Role role(String group, String resource, String... verbs) {
        return new RoleBuilder()
                .withNewMetadata()
                .withName("given")
                .endMetadata()
                .addNewRule()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .endRule()
                .build();
    }

    private void bind(Role role) {
        cluster.client().rbac().roles().inNamespace(namespace).resource(role).create();
        bind("Role", role.getMetadata().getName());
    }

    private void bind(String kind, String role) {
        cluster.client()
                .rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(ACCOUNT)
                        .withNamespace(namespace)
                        .endSubject()
                        .build())
                .create();
    }
}
