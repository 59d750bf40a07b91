package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Defaults, normal forms, merges and refusals of the built-in kinds. */
class BuiltInKindsConformanceTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d, labels: {}}
            spec:
              selector: {matchLabels: {app: d}}
              template:
                metadata: {labels: {app: d}}
                spec:
                  containers:
                    - name: main
                      image: registry.example/app:1.0
                      env: [{name: A, value: "1"}, {name: B, value: "2"}]
                      ports: [{containerPort: 80}]
                      resources: {limits: {cpu: 1000m, memory: 1024Mi}}
                      readinessProbe: {httpGet: {path: /, port: 80}}
                  volumes: [{name: config, configMap: {name: c}}]
            """;

    private static TestCluster cluster;
    private static KubernetesClient client;
    private String namespace;

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
        client = cluster.client();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void freshNamespace() {
        namespace = cluster.namespace();
    }

    @Test
    void deploymentsGetTheirDefaults() {
        Deployment created = create(DEPLOYMENT);

        assertThat(created.getSpec().getReplicas()).isEqualTo(1);
        assertThat(created.getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxSurge()
                        .getStrVal())
                .isEqualTo("25%");
        var pod = created.getSpec().getTemplate().getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Always");
        assertThat(pod.getVolumes().get(0).getConfigMap().getDefaultMode()).isEqualTo(420);
        var container = pod.getContainers().get(0);
        assertThat(container.getImagePullPolicy()).isEqualTo("IfNotPresent");
        assertThat(container.getPorts().get(0).getProtocol()).isEqualTo("TCP");
        assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(10);
    }

    @Test
    void quantitiesAreStoredInTheirCanonicalForm() {
        var limits = this.<Deployment>create(DEPLOYMENT)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getResources();

        assertThat(limits.getLimits().get("cpu").toString()).isEqualTo("1");
        assertThat(limits.getLimits().get("memory").toString()).isEqualTo("1Gi");
        assertThat(limits.getRequests().get("cpu").toString()).isEqualTo("1");
    }

    @Test
    void strategicMergeGoesByElement() {
        create(DEPLOYMENT);

        Deployment patched = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("d")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"spec": {"template": {"spec": {"containers": [
                          {"name": "main", "env": [{"name": "B", "value": "3"}, {"name": "A", "$patch": "delete"}]},
                          {"name": "side", "image": "side:1"}]}}}}
                        """);

        var containers = patched.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).extracting(each -> each.getName()).containsExactlyInAnyOrder("main", "side");
        assertThat(containers.stream()
                        .filter(each -> each.getName().equals("main"))
                        .findFirst()
                        .orElseThrow()
                        .getEnv())
                .extracting(env -> env.getName() + "=" + env.getValue())
                .containsExactly("B=3");
    }

    @Test
    void jsonPatchesAreTestedFirst() {
        create(DEPLOYMENT);
        var deployment = client.apps().deployments().inNamespace(namespace).withName("d");

        assertThat(deployment
                        .patch(
                                PatchContext.of(PatchType.JSON),
                                "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":1},"
                                        + "{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":2}]")
                        .getSpec()
                        .getReplicas())
                .isEqualTo(2);
        assertThatThrownBy(() -> deployment.patch(
                        PatchContext.of(PatchType.JSON), "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":1}]"))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo(422));
    }

    @Test
    void theSelectorOfADeploymentStays() {
        create(DEPLOYMENT);

        assertThatThrownBy(() -> update(DEPLOYMENT.replace("app: d", "app: e")))
                .hasMessageContaining("spec.selector: Invalid value")
                .hasMessageContaining("field is immutable");
    }

    @Test
    void aSelectorThatMissesItsTemplateIsRefused() {
        assertThatThrownBy(() -> create(DEPLOYMENT.replace("matchLabels: {app: d}", "matchLabels: {app: x}")))
                .hasMessageContaining("`selector` does not match template `labels`");
    }

    @Test
    void scaleIsAViewOfTheReplicas() {
        create(DEPLOYMENT);

        client.apps().deployments().inNamespace(namespace).withName("d").scale(3);

        assertThat(client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName("d")
                        .scale()
                        .getSpec()
                        .getReplicas())
                .isEqualTo(3);
    }

    @Test
    void networkPoliciesInferTheirTypes() {
        NetworkPolicy created = create("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: n}
                spec: {podSelector: {}, egress: [{ports: [{port: 53}]}]}
                """);

        assertThat(created.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(created.getSpec().getEgress().get(0).getPorts().get(0).getProtocol())
                .isEqualTo("TCP");
    }

    @Test
    void eventsAreOneInBothGroups() {
        HasMetadata event = create("""
                apiVersion: events.k8s.io/v1
                kind: Event
                metadata: {name: e}
                eventTime: "2026-01-02T03:04:05.000000Z"
                regarding: {apiVersion: v1, kind: ConfigMap, name: c, namespace: %s}
                reason: Seen
                note: there it is
                type: Normal
                action: Look
                reportingController: sitewatch.io/test
                reportingInstance: test-0
                """.formatted(namespace));
        assertThat(event.getMetadata().getName()).isEqualTo("e");

        Event core = client.v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.name", "c")
                .list()
                .getItems()
                .get(0);
        assertThat(core.getMessage()).isEqualTo("there it is");
        assertThat(core.getInvolvedObject().getKind()).isEqualTo("ConfigMap");
    }

    @Test
    void immutableConfigMapsStay() {
        create("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, immutable: true, data: {a: b}}");

        assertThatThrownBy(() ->
                        update("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, immutable: true, data: {a: c}}"))
                .hasMessageContaining("data: Forbidden: field is immutable when `immutable` is set");
    }

    @Test
    void aValueOfTheWrongTypeCannotBeDecoded() {
        create(DEPLOYMENT);

        assertThatThrownBy(() -> client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName("d")
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"paused\":\"yes\"}}"))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(400);
                    assertThat(refused.getMessage()).contains("json: cannot unmarshal string into Go struct field");
                });
    }

    @Test
    void badNamesAreRefused() {
        assertThatThrownBy(() -> create("{apiVersion: v1, kind: ConfigMap, metadata: {name: Big_Name}}"))
                .hasMessageContaining(
                        "metadata.name: Invalid value: \"Big_Name\": a lowercase RFC 1123 subdomain must");
    }

    private <T extends HasMetadata> T create(String yaml) {
        T object = parse(yaml);
        return client.resource(object).create();
    }

    private void update(String yaml) {
        HasMetadata object = parse(yaml);
        client.resource(object).update();
    }

    private <T extends HasMetadata> T parse(String yaml) {
        T object = Serialization.unmarshal("---\n" + yaml);
        object.getMetadata().setNamespace(namespace);
        return object;
    }
}
