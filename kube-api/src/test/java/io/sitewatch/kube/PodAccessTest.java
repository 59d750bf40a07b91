package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.sitewatch.kube.node.Kubelet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs and ports of pods, which somebody else runs: here, a server of the test and a file of the test. */
class PodAccessTest {
    private static final String NAMESPACE = "default";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SILENCE_MILLIS = 5_000;

    @TempDir
    private Path directory;

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private EchoServer echo;
    private KubeApiServer server;
    private KubernetesClient client;
    private Path log;

    @BeforeEach
    void aPodThatRuns() throws IOException {
        log = directory.resolve("pod.log");
        echo = new EchoServer();
        server = KubeApiServer.builder()
                .kubelet(new Kubelet() {
                    @Override
                    public Optional<InetAddress> address(String namespace, String pod) {
                        return running.contains(pod) ? Optional.of(InetAddress.getLoopbackAddress()) : Optional.empty();
                    }

                    @Override
                    public Optional<Path> log(String namespace, String pod) {
                        return running.contains(pod) ? Optional.of(log) : Optional.empty();
                    }
                })
                .start();
        client = server.client();
        create("p", "node");
        running.add("p");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        echo.close();
    }

    @Test
    void aPortIsForwardedBothWays() throws IOException {
        try (LocalPortForward forward = pod("p").portForward(echo.port())) {
            for (int connection = 0; connection < 3; connection++) {
                assertThat(answer(forward.getLocalPort(), "hello ".repeat(connection + 1)))
                        .isEqualTo("HELLO ".repeat(connection + 1));
            }
            String large = "0123456789abcdef".repeat(128 * 1024);
            assertThat(answer(forward.getLocalPort(), large)).hasSize(large.length());
            assertThat(forward.getServerThrowables()).isEmpty();
        }
    }

    @Test
    void aPortThatNobodyListensOnIsTold() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (LocalPortForward forward = pod("p").portForward(free)) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        assertThat(ask(forward.getLocalPort(), "")).isEmpty();
                        assertThat(forward.getServerThrowables())
                                .first()
                                .asString()
                                .contains("error forwarding port " + free + " to pod default/p");
                    });
        }
    }

    @Test
    void kubectlForwardsPortsToo() throws Exception {
        Assumptions.assumeTrue(Kubectl.isThere(), "kubectl is not on the PATH");
        Kubectl kubectl = new Kubectl(directory, server.kubeconfig());
        Path out = directory.resolve("forward.out");
        Process process = kubectl.command(NAMESPACE, "port-forward", "pod/p", ":" + echo.port())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            Pattern said = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+) ->");
            await().untilAsserted(() -> assertThat(Files.readString(out)).containsPattern(said));
            Matcher port = said.matcher(Files.readString(out));
            assertThat(port.find()).isTrue();
            for (int connection = 0; connection < 3; connection++) {
                assertThat(ask(Integer.parseInt(port.group(1)), "abc")).isEqualTo("ABC");
            }
            String large = "0123456789abcdef".repeat(64 * 1024);
            assertThat(ask(Integer.parseInt(port.group(1)), large)).hasSize(large.length());
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void kubectlReadsLogs() throws Exception {
        Assumptions.assumeTrue(Kubectl.isThere(), "kubectl is not on the PATH");
        Files.writeString(log, "one\ntwo\nthree\n");
        Kubectl kubectl = new Kubectl(directory, server.kubeconfig());
        assertThat(kubectl.run(NAMESPACE, "logs", "p").out()).isEqualTo("one\ntwo\nthree\n");
        assertThat(kubectl.run(NAMESPACE, "logs", "p", "--tail=2").out()).isEqualTo("two\nthree\n");
        assertThat(kubectl.run(NAMESPACE, "logs", "p", "--since=1h").err())
                .contains("sinceSeconds: the times of lines are not kept here");
        assertThat(kubectl.run(NAMESPACE, "logs", "p", "-c", "nobody").err())
                .contains("container nobody is not valid for pod p");
    }

    @Test
    void theEndOfALogIsAsLongAsAskedFor() throws IOException {
        String lines = "a line that is of no interest\n".repeat(10_000);
        Files.writeString(log, lines + "last but one\nlast");
        assertThat(pod("p").tailingLines(2).getLog()).isEqualTo("last but one\nlast");
        assertThat(pod("p").tailingLines(20_000).getLog()).isEqualTo(lines + "last but one\nlast");
        assertThat(pod("p").limitBytes(6).getLog()).isEqualTo("a line");
    }

    @Test
    void aLogIsFollowedUntilItsPodIsGone() throws IOException {
        Files.writeString(log, "before\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<String> followed =
                CompletableFuture.supplyAsync(() -> get("/api/v1/namespaces/default/pods/p/log?follow=true"));
        try (LogWatch watch = pod("p").watchLog(out)) {
            await().until(() -> out.toString(StandardCharsets.UTF_8).equals("before\n"));
            Files.writeString(log, "after\n", StandardOpenOption.APPEND);
            await().until(() -> out.toString(StandardCharsets.UTF_8).equals("before\nafter\n"));
            Files.writeString(log, "cut\n");
            await().until(() -> out.toString(StandardCharsets.UTF_8).endsWith("cut\n"));
            assertThat(followed).isNotDone();
            running.clear();
            assertThat(followed).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("before\nafter\ncut\n");
        }
    }

    @Test
    void aPodThatDoesNotRunHasNeither() {
        create("idle", null);
        assertThatThrownBy(() -> pod("idle").getLog())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("container \"c\" in pod \"idle\" is waiting to start");
        assertThatThrownBy(() -> pod("nobody").getLog()).hasMessageContaining("pods \"nobody\" not found");
        assertThat(get("/api/v1/namespaces/default/pods/idle/portforward?ports=1"))
                .contains("pod idle is not running");
        assertThat(get("/api/v1/namespaces/default/pods/p/portforward?ports=none"))
                .contains("ports must be one number from 1 to 65535");
        assertThat(get("/api/v1/namespaces/default/pods/p/portforward?ports=1")).contains("Upgrade request required");
    }

    @Test
    void aPodOnANodeStaysUntilItsKubeletHasEndedIt() {
        create("nowhere", null);
        pod("nowhere").delete();
        assertThat(pod("nowhere").get()).isNull();

        pod("p").delete();
        assertThat(pod("p").get().getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(30);
        pod("p").patch("{\"metadata\": {\"labels\": {\"seen\": \"true\"}}}");
        assertThat(pod("p").get()).as("a change does not end it").isNotNull();
        pod("p").withGracePeriod(5).delete();
        assertThat(pod("p").get().getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(5);
        pod("p").withGracePeriod(0).delete();
        assertThat(pod("p").get()).isNull();
    }

    private void create(String name, String node) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("c")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build();
        Pod created = client.resource(pod).create();
        if (node != null) {
            created.getStatus().setPhase("Running");
            client.resource(created).updateStatus();
        }
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(NAMESPACE).withName(name);
    }

    /**
     * What is answered through fabric8's client, which loses the first messages of a WebSocket when they come before the thread that opened
     * it has said who takes them, and then waits for them forever: such a connection is made anew.
     */
    private static String answer(int port, String words) {
        return await().atMost(PATIENCE)
                .ignoreException(SocketTimeoutException.class)
                .until(() -> ask(port, words), Objects::nonNull);
    }

    /**
     * Says something, and reads as much as was said, or to the end when nothing was.
     *
     * @throws SocketTimeoutException when nothing comes for some seconds
     */
    private static String ask(int port, String words) throws IOException {
        byte[] said = words.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            Thread speaker = new Thread(() -> {
                try {
                    socket.getOutputStream().write(said);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            speaker.start();
            byte[] answer = said.length == 0
                    ? socket.getInputStream().readAllBytes()
                    : socket.getInputStream().readNBytes(said.length);
            return new String(answer, StandardCharsets.UTF_8);
        }
    }

    private String get(String path) {
        URI uri = URI.create(server.url() + path);
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }
}
