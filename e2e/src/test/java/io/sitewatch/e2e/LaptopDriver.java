package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The laptop cluster, started as a person starts it: a first run to a goal, and one that goes on from what it left. */
final class LaptopDriver implements ClusterDriver {
    private static final Duration LONG = Duration.ofMinutes(8);

    /** What tells the process of each victim from the others. */
    private static final Map<Victim, String> COMMANDS = Map.of(
            Victim.BROKER, "kafka.Kafka",
            Victim.STREAM_DRIVER, "org.apache.spark.deploy.SparkSubmit",
            Victim.OPERATOR, "operator/target/quarkus-app/quarkus-run.jar");

    private final Path folder = Path.of("target", "laptop").toAbsolutePath();
    private final Sitewatch sitewatch = new Sitewatch(folder.resolve("state"));
    private final JsonNode firstRun;
    private final Sitewatch.Running up;
    private final KubernetesClient client;

    /**
     * @param manifest of the site that the cluster starts with
     * @param goal that the first run ends at, such as {@code records=200}
     */
    LaptopDriver(Path manifest, String goal) throws IOException {
        Sitewatch.deleteRecursively(folder);
        Sitewatch.Outcome first = sitewatch.run(LONG, "up", manifest.toString(), "--until", goal);
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(sitewatch.processes())
                .as("processes that the first run left")
                .isEmpty();
        firstRun = first.summary();
        up = sitewatch.start("up", manifest.toString());
        Path kubeconfig = sitewatch.state().resolve("kubeconfig");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .build();
        await("the API").atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> {
            requireAlive();
            return answers();
        });
    }

    /** What the run before this one said in the end. */
    JsonNode firstRun() {
        return firstRun;
    }

    Sitewatch sitewatch() {
        return sitewatch;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Way reach(String namespace, String service, int port) {
        String address = client.services()
                .inNamespace(namespace)
                .withName(service)
                .require()
                .getSpec()
                .getClusterIP();
        return new Way() {
            @Override
            public String host() {
                return address;
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                // Services are addresses of this machine: nothing was opened.
            }
        };
    }

    @Override
    public void kill(Victim victim, String namespace, String site) {
        long killed = sitewatch.processes().stream()
                .filter(process -> Sitewatch.commandLine(process).contains(COMMANDS.get(victim)))
                .filter(process -> victim == Victim.OPERATOR || isOf(process, namespace, site))
                .filter(ProcessHandle::destroyForcibly)
                .count();
        assertThat(killed).as("processes of " + victim).isPositive();
    }

    @Override
    public Optional<String> addressOfThisMachine() {
        return Optional.of("127.0.0.1");
    }

    @Override
    public void requireAlive() {
        if (!up.isAlive()) {
            throw new AssertionError("the laptop cluster has ended:\n" + up.said());
        }
    }

    @Override
    public void collect(Path to) {
        try (Stream<Path> files = Files.walk(sitewatch.state())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(to.resolve("up.txt"), up.said());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        up.interrupt();
        Sitewatch.Outcome outcome = up.finish(Duration.ofSeconds(60));
        assertThat(outcome.exit()).as(outcome.err()).isIn(0, 130, 143);
        assertThat(sitewatch.processes()).as("processes that were left").isEmpty();
        try {
            Sitewatch.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            return client.getKubernetesVersion() != null;
        } catch (io.fabric8.kubernetes.client.KubernetesClientException notYet) {
            return false;
        }
    }

    private static boolean isOf(ProcessHandle process, String namespace, String site) {
        String command = Sitewatch.commandLine(process);
        return command.contains(namespace) && command.contains(site);
    }
}
