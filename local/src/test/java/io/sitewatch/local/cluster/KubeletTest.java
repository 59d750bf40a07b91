package io.sitewatch.local.cluster;

import static io.sitewatch.local.cluster.TestLaptop.NAMESPACE;
import static io.sitewatch.local.cluster.TestLaptop.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments, and the processes behind them. */
class KubeletTest {
    private static TestLaptop laptop;

    @TempDir
    static Path home;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void aHomeWithAnImage() throws IOException {
        writeJar(home.resolve("producer/target/quarkus-app/quarkus-run.jar"));
        Files.createDirectories(home.resolve("crds"));
        Path definitions = Path.of("").toAbsolutePath().getParent().resolve("crds");
        try (var files = Files.list(definitions)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, home.resolve("crds").resolve(file.getFileName()));
            }
        }
        laptop = TestLaptop.start(home);
    }

    @AfterAll
    static void everythingGoes() throws IOException {
        laptop.close();
        assertThat(laptop.cluster().processes()).isEmpty();
    }

    @Test
    void aDeploymentRunsWithWhatItsTemplateSays() throws Exception {
        laptop.apply(greetingConfig("hello"));
        laptop.apply(deployment("web"));
        soon().until(() -> available("web") == 1);

        String url = "http://" + laptop.address("web") + ":8080";
        assertThat(get(url + "/given")).isEqualTo("hello, web {}");

        laptop.client().configMaps().inNamespace(NAMESPACE).withName("rules").edit(config -> {
            config.getData().put("rules.json", "{\"changed\": true}");
            return config;
        });
        soon().untilAsserted(() -> assertThat(get(url + "/given")).contains("changed"));
        assertThat(laptop.process("web").restarts()).isZero();

        laptop.client()
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("web")
                .delete();
        soon().until(() -> laptop.cluster().processes().stream()
                .noneMatch(process -> process.component().equals("web")));
        soon().until(() -> pods("web").isEmpty());
    }

    @Test
    void aFailedLivenessProbeRestartsTheProcess() throws Exception {
        laptop.apply(greetingConfig("hello"));
        laptop.apply(deployment("sick"));
        soon().until(() -> available("sick") == 1);
        long before = laptop.process("sick").pid();

        get("http://" + laptop.address("sick") + ":8080/sicken");

        soon().until(() -> laptop.process("sick").restarts() == 1
                && laptop.process("sick").pid() != before
                && available("sick") == 1);
        assertThat(pods("sick").get(0).getStatus().getContainerStatuses().get(0).getRestartCount())
                .isEqualTo(1);
    }

    @Test
    void aPodIsReachedAndReadThroughTheApi() throws Exception {
        laptop.apply(greetingConfig("hello"));
        laptop.apply(deployment("seen"));
        soon().until(() -> available("seen") == 1);

        try (LocalPortForward forward = laptop.client()
                .services()
                .inNamespace(NAMESPACE)
                .withName("seen")
                .portForward(8080)) {
            // fabric8's client may lose the beginning of a connection that is answered before it is ready for it.
            soon().ignoreException(HttpTimeoutException.class)
                    .until(() -> get("http://127.0.0.1:" + forward.getLocalPort() + "/given")
                            .equals("hello, seen {}"));
        }
        assertThat(laptop.client()
                        .pods()
                        .inNamespace(NAMESPACE)
                        .withName(pods("seen").get(0).getMetadata().getName())
                        .getLog())
                .contains("serving hello, seen");
    }

    @Test
    void aDeletedPodTakesItsProcessWithItAndAnotherOneComes() {
        laptop.apply(greetingConfig("hello"));
        laptop.apply(deployment("victim"));
        soon().until(() -> available("victim") == 1);

        for (long grace : new long[] {30, 0}) {
            Pod before = pods("victim").get(0);
            ProcessHandle process =
                    ProcessHandle.of(laptop.process("victim").pid()).orElseThrow();
            laptop.client().resource(before).withGracePeriod(grace).delete();

            soon().until(() -> !process.isAlive());
            soon().until(() -> available("victim") == 1
                    && pods("victim").stream().allMatch(pod -> !pod.getMetadata()
                            .getUid()
                            .equals(before.getMetadata().getUid())));
            assertThat(laptop.process("victim").pid()).isNotEqualTo(process.pid());
        }
    }

    @Test
    void aPodWhoseSecretIsMissingWaitsAndSaysWhich() {
        laptop.apply(greetingConfig("hello"));
        laptop.apply(deployment("waiting").replace("name: greeting,", "name: no-such-config,"));

        soon().untilAsserted(() -> {
            assertThat(pods("waiting")).hasSize(1);
            ContainerStateWaiting waiting = pods("waiting")
                    .get(0)
                    .getStatus()
                    .getContainerStatuses()
                    .get(0)
                    .getState()
                    .getWaiting();
            assertThat(waiting.getReason()).isEqualTo("CreateContainerConfigError");
            assertThat(waiting.getMessage()).isEqualTo("configmap \"no-such-config\" not found");
        });
        assertThat(available("waiting")).isZero();
    }

    @Test
    void thePodsOfAnEarlierRunAreGone() {
        laptop.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("earlier-driver")
                        .addToLabels("app", "earlier")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("main")
                        .withImage("ghcr.io/sitewatch/stream-job:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();

        laptop.down();
        laptop.up();

        assertThat(pods("earlier")).isEmpty();
    }

    @Test
    void anImageThatIsNotOursIsRefused() {
        laptop.apply(deployment("stranger").replace("ghcr.io/sitewatch/producer:1", "nginx:1"));

        soon().untilAsserted(() -> assertThat(laptop.events().messages())
                .anyMatch(message -> message.contains("ErrImagePull") && message.contains("nginx:1")));
    }

    private static String greetingConfig(String greeting) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: greeting}
                data: {word: %s}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: rules}
                data: {rules.json: "{}"}
                """.formatted(greeting);
    }

    private static String deployment(String name) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s}
                spec: {selector: {app: %1$s}, ports: [{port: 8080}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                        - name: main
                          image: ghcr.io/sitewatch/producer:1
                          env:
                            - {name: WORD, valueFrom: {configMapKeyRef: {name: greeting, key: word}}}
                            - {name: GREETING, value: "$(WORD), %1$s"}
                            - {name: RULES_FILE, value: /etc/rules/rules.json}
                          volumeMounts: [{name: rules, mountPath: /etc/rules}]
                          livenessProbe: {httpGet: {path: /live, port: 8080}, periodSeconds: 1, failureThreshold: 2, timeoutSeconds: 5}
                          readinessProbe: {httpGet: {path: /live, port: 8080}, periodSeconds: 1, timeoutSeconds: 5}
                      volumes: [{name: rules, configMap: {name: rules}}]
                """.formatted(name);
    }

    private String get(String url) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int available(String name) {
        Deployment deployment = laptop.client()
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
        Integer available =
                deployment.getStatus() == null ? null : deployment.getStatus().getAvailableReplicas();
        return available == null ? 0 : available;
    }

    private static List<Pod> pods(String app) {
        return laptop.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app", app)
                .list()
                .getItems();
    }

    private static void writeJar(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ProbedServer.class.getName());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            String name = ProbedServer.class.getName().replace('.', '/') + ".class";
            entries.putNextEntry(new JarEntry(name));
            try (var bytes = ProbedServer.class.getResourceAsStream("/" + name)) {
                bytes.transferTo(entries);
            }
        }
    }
}
