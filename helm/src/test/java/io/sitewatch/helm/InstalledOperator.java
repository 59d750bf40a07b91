package io.sitewatch.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged operator as the Deployment of a release would run it: with the environment that stands there and with the
 * rights of its service account, as a process of this machine.
 */
final class InstalledOperator implements AutoCloseable {
    private static final Path APPLICATION = Path.of("..", "operator", "target", "quarkus-app", "quarkus-run.jar");

    /** terminationGracePeriodSeconds, where nobody says another. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Container container;
    private final Process process;
    private final Path log;
    private final int port;
    private boolean closed;

    /**
     * @param kubeconfig of the service account
     * @param folder for its log
     */
    InstalledOperator(Release release, String kubeconfig, String identity, Path folder) throws IOException {
        this.container = release.deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        this.log = folder.resolve(identity + ".log");
        this.port = freePort();
        Path config = Files.writeString(folder.resolve(identity + ".kubeconfig"), kubeconfig);
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        APPLICATION.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SITEWATCH_") || name.startsWith("KUBE"));
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), value(variable, release.namespace()));
        }
        environment.put("KUBECONFIG", config.toString());
        environment.put("HOSTNAME", identity);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.process = builder.start();
    }

    /** Whether the kubelet would find the probe answered. */
    boolean passes(Probe probe) {
        return answer(probe.getHttpGet().getPath()).startsWith("200 ");
    }

    /** Unless it was closed, it has to live. */
    void requireAlive() {
        if (!closed && !process.isAlive()) {
            throw new AssertionError("the operator ended with " + process.exitValue() + ":\n" + log());
        }
    }

    Container container() {
        return container;
    }

    /** Status and body of a GET, or why there was none. */
    String answer(String path) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the API server did not let it do. */
    List<String> forbidden() {
        return log().lines().filter(line -> line.contains("is forbidden")).toList();
    }

    /** As the kubelet ends a pod: asked first, and killed when it does not go. */
    @Override
    public void close() {
        closed = true;
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the operator did not end within " + GRACE + ":\n" + log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String value(EnvVar variable, String namespace) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        if (variable.getValueFrom().getFieldRef().getFieldPath().equals("metadata.namespace")) {
            return namespace;
        }
        throw new AssertionError("the test knows no " + variable);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
