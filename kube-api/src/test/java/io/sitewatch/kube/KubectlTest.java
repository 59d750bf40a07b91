package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type. Skipped where there is no kubectl. */
class KubectlTest {
    private static final String WIDGET = """
            apiVersion: toys.sitewatch.io/v1
            kind: Widget
            metadata: {name: w}
            spec: {size: %d}
            """;

    @TempDir
    private static Path directory;

    private static TestCluster cluster;
    private static Kubectl kubectl;
    private String namespace;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Kubectl.isThere(), "kubectl is not on the PATH");
        cluster = TestCluster.open();
        kubectl = new Kubectl(directory, cluster.kubeconfig());
        Widgets.install(cluster.client());
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void freshNamespace() {
        namespace = cluster.namespace();
    }

    @Test
    void authCanITellsWhatRolesAllow() {
        String account = "system:serviceaccount:" + namespace + ":worker";
        assertThat(kubectl("auth", "can-i", "list", "pods", "--as", account)
                        .out()
                        .strip())
                .isEqualTo("no");
        kubectl("create", "role", "reader", "--verb=list", "--resource=pods");
        kubectl("create", "rolebinding", "reader", "--role=reader", "--serviceaccount=" + namespace + ":worker");
        assertThat(kubectl("auth", "can-i", "list", "pods", "--as", account)
                        .out()
                        .strip())
                .isEqualTo("yes");
        assertThat(kubectl("auth", "can-i", "--list", "--as", account).out())
                .containsPattern("pods +\\[\\] +\\[\\] +\\[list\\]")
                .as("what everybody may ask")
                .containsPattern("selfsubjectrulesreviews.authorization.k8s.io +\\[\\] +\\[\\] +\\[create\\]")
                .containsPattern(" \\[/version\\] +\\[\\] +\\[get\\]");
        assertThat(kubectl("auth", "can-i", "--list").out()).containsPattern("\\*\\.\\* +\\[\\] +\\[\\] +\\[\\*\\]");
        assertThat(kubectl("auth", "can-i", "get", "/version", "--as", account)
                        .out()
                        .strip())
                .isEqualTo("yes");
        assertThat(kubectl("auth", "can-i", "get", "/metrics", "--as", account)
                        .out()
                        .strip())
                .isEqualTo("no");
        assertThat(kubectl("auth", "whoami", "--as", "jane", "--as-group", "crew", "-o", "jsonpath={.status.userInfo}")
                        .out())
                .isEqualTo("{\"groups\":[\"crew\",\"system:authenticated\"],\"username\":\"jane\"}");
    }

    @Test
    void questionsAboutRightsAreKinds() throws IOException {
        assertThat(kubectl("api-resources", "--api-group=authorization.k8s.io", "-o", "name")
                        .out())
                .isEqualTo("""
                        localsubjectaccessreviews.authorization.k8s.io
                        selfsubjectaccessreviews.authorization.k8s.io
                        selfsubjectrulesreviews.authorization.k8s.io
                        subjectaccessreviews.authorization.k8s.io
                        """);
        Path question = Files.writeString(directory.resolve("question.yaml"), """
                apiVersion: authorization.k8s.io/v1
                kind: SubjectAccessReview
                spec:
                  user: jane
                  resourceAttributes: {verb: get, resource: pods, namespace: %s}
                """.formatted(namespace));
        assertThat(kubectl("create", "-f", question.toString(), "-o", "jsonpath={.status.allowed}")
                        .out())
                .isEqualTo("false");
        kubectl("create", "clusterrole", "gathers-" + namespace, "--aggregation-rule=test.sitewatch.io/no=one");
        cluster.beforeClose(() -> kubectl("delete", "clusterrole", "gathers-" + namespace));
        assertThat(kubectl("get", "clusterrole", "gathers-" + namespace, "-o", "jsonpath={.aggregationRule}")
                        .out())
                .isEqualTo("{\"clusterRoleSelectors\":[{\"matchLabels\":{\"test.sitewatch.io/no\":\"one\"}}]}");
        assertThat(kubectl("get", "subjectaccessreviews").err()).contains("the server does not allow this method");
    }

    @Test
    void resourcesAreDiscovered() {
        assertThat(kubectl("api-resources", "--api-group=toys.sitewatch.io").out())
                .contains("widgets")
                .contains("wdg")
                .contains("Widget");
        assertThat(kubectl("api-resources", "-o", "name").out())
                .contains("deployments.apps", "configmaps", "networkpolicies.networking.k8s.io");
    }

    @Test
    void applyCreatesConfiguresAndLeavesUnchanged() {
        assertThat(apply(WIDGET.formatted(1)).out()).contains("widget.toys.sitewatch.io/w created");
        assertThat(apply(WIDGET.formatted(1)).out()).contains("widget.toys.sitewatch.io/w unchanged");
        assertThat(apply(WIDGET.formatted(2)).out()).contains("widget.toys.sitewatch.io/w configured");
        assertThat(kubectl("get", "wdg", "w", "-o", "jsonpath={.spec.size}").out())
                .isEqualTo("2");
    }

    @Test
    void serverSideApplyTellsConflicts() {
        apply(WIDGET.formatted(1), "--server-side", "--field-manager=one");

        Kubectl.Result refused = apply(WIDGET.formatted(2), "--server-side", "--field-manager=two");

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("Apply failed with 1 conflict: conflict with \"one\": .spec.size");
        assertThat(apply(WIDGET.formatted(2), "--server-side", "--field-manager=two", "--force-conflicts")
                        .out())
                .contains("serverside-applied");
    }

    @Test
    void clientSideAppliersMayMoveToTheServerSide() {
        String map = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: m}
                data: {a: "%s"%s}
                """;
        apply(map.formatted("1", ", b: x"));
        Kubectl.Result moved = apply(map.formatted("2", ", b: x"), "--server-side");
        assertThat(moved.out()).as(moved.err()).contains("serverside-applied");

        apply(map.formatted("2", ""), "--server-side");

        assertThat(kubectl("get", "cm", "m", "-o", "jsonpath={.data}").out()).isEqualTo("{\"a\":\"2\"}");
    }

    @Test
    void printerColumnsAreShown() {
        apply(WIDGET.formatted(7));

        assertThat(kubectl("get", "widgets").out()).containsPattern("NAME +SIZE +READY +AGE\nw +7 +\\d+s");
        assertThat(kubectl("get", "widgets", "-o", "wide").out())
                .contains("COLOUR")
                .contains("red");
        assertThat(kubectl("get", "toys", "-o", "name").out()).isEqualTo("widget.toys.sitewatch.io/w\n");
    }

    @Test
    void mistakesAreNamed() {
        Kubectl.Result range = apply(WIDGET.formatted(0));
        assertThat(range.code()).isNotZero();
        assertThat(range.err())
                .contains("The Widget \"w\" is invalid: spec.size: Invalid value: 0:"
                        + " spec.size in body should be greater than or equal to 1");

        Kubectl.Result unknown = apply(WIDGET.formatted(1).replace("size: 1", "size: 1, weight: 2"));
        assertThat(unknown.code()).isNotZero();
        assertThat(unknown.err()).contains("unknown field \"spec.weight\"");

        Kubectl.Result both = apply(WIDGET.formatted(0).replace("size: 0", "size: 0, weight: 2"), "--validate=warn");
        assertThat(both.err())
                .contains("Warning: unknown field \"spec.weight\"", "should be greater than or equal to 1");
    }

    @Test
    void explainTellsTheSchema() {
        assertThat(kubectl("explain", "widget.spec").out())
                .contains("What the toy is like.")
                .contains("size\t<integer> -required-")
                .contains("How large it is.");
        assertThat(kubectl("explain", "deployment.spec.template.spec.containers")
                        .out())
                .contains("image\t<string>");
    }

    @Test
    void waitSeesConditionsAndDeletion() {
        apply(WIDGET.formatted(1));
        kubectl(
                "patch",
                "wdg",
                "w",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");

        assertThat(kubectl("wait", "--for=condition=Ready", "wdg/w", "--timeout=20s")
                        .out())
                .contains("condition met");
        kubectl("delete", "wdg", "w", "--wait=false");
        assertThat(kubectl("wait", "--for=delete", "wdg/w", "--timeout=20s").code())
                .isZero();
    }

    @Test
    void labelsAnnotationsScaleAndPatchesOfEveryKind() {
        apply(WIDGET.formatted(1));

        assertThat(kubectl("label", "wdg", "w", "a=b").out()).contains("labeled");
        assertThat(kubectl("annotate", "wdg", "w", "c=d").out()).contains("annotated");
        assertThat(kubectl("scale", "wdg", "w", "--replicas=4").out()).contains("scaled");
        assertThat(kubectl(
                                "patch",
                                "wdg",
                                "w",
                                "--type=json",
                                "-p",
                                "[{\"op\":\"replace\",\"path\":\"/spec/size\",\"value\":9}]")
                        .out())
                .contains("patched");
        assertThat(kubectl("get", "wdg", "-l", "a=b", "-o", "jsonpath={.items[0].spec.replicas} {.items[0].spec.size}")
                        .out())
                .isEqualTo("4 9");
    }

    @Test
    void imperativeCreationWorks() {
        assertThat(kubectl("create", "configmap", "m", "--from-literal=a=1").out())
                .contains("configmap/m created");
        assertThat(kubectl("create", "secret", "generic", "s", "--from-literal=user=ada")
                        .out())
                .contains("secret/s created");
        assertThat(kubectl("create", "serviceaccount", "robot").out()).contains("serviceaccount/robot created");
        assertThat(kubectl("get", "cm/m", "secret/s", "-o", "jsonpath={.items[*].data}")
                        .out())
                .isEqualTo("{\"a\":\"1\"} {\"user\":\"YWRh\"}");
    }

    @Test
    void describeShowsEvents() {
        apply(WIDGET.formatted(1));
        String uid =
                kubectl("get", "wdg", "w", "-o", "jsonpath={.metadata.uid}").out();
        apply("""
                apiVersion: v1
                kind: Event
                metadata: {name: w.1}
                involvedObject: {apiVersion: toys.sitewatch.io/v1, kind: Widget, name: w, namespace: %s, uid: %s}
                reason: Polished
                message: it shines
                type: Normal
                source: {component: toy-shop}
                """.formatted(namespace, uid));

        assertThat(kubectl("describe", "wdg", "w").out()).contains("Polished").contains("it shines");
        assertThat(kubectl("get", "events").out()).contains("widget/w").contains("it shines");
    }

    @Test
    void aWatchPrintsChanges() throws IOException, InterruptedException {
        apply(WIDGET.formatted(1));
        Path out = directory.resolve(namespace + ".watch");
        Process watch = kubectl.command(namespace, "get", "wdg", "-w", "-o", "jsonpath={.spec.size},")
                .redirectOutput(out.toFile())
                .start();
        try {
            await().until(() -> Files.readString(out).equals("1,"));
            apply(WIDGET.formatted(2));
            await().until(() -> Files.readString(out).equals("1,2,"));
        } finally {
            watch.destroy();
            watch.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Kubectl.Result apply(String yaml, String... more) {
        try {
            Path file = Files.writeString(Files.createTempFile(directory, "manifest", ".yaml"), yaml);
            List<String> arguments = new ArrayList<>(List.of("apply", "-f", file.toString()));
            arguments.addAll(List.of(more));
            return kubectl(arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kubectl.Result kubectl(String... arguments) {
        try {
            return kubectl.run(namespace, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
