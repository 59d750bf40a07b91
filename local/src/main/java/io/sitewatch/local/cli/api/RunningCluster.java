package io.sitewatch.local.cli.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cluster.StateDirectory;
import java.nio.file.Files;

/** The way into the laptop cluster that an {@code up} runs, from another process. */
public final class RunningCluster {
    private static final int CONNECT_MILLIS = 3_000;
    private static final String HOSTS_FILE = "jdk.net.hosts.file";

    private RunningCluster() {}

    /**
     * A client of the cluster whose state folder this is. From here on this JVM also knows the names of the cluster's
     * DNS, which it reads once in its life: call this before anything else asks for an address.
     *
     * @throws CommandException when none is running
     */
    public static KubernetesClient connect(StateDirectory state) {
        if (!Files.isReadable(state.kubeconfig())) {
            throw notRunning(state, null);
        }
        if (Files.isReadable(state.hosts())) {
            System.setProperty(HOSTS_FILE, state.hosts().toString());
        }
        Config config = Config.fromKubeconfig(state.kubeconfig().toFile());
        try {
            return Handshake.with(config, CONNECT_MILLIS);
        } catch (KubernetesClientException e) {
            throw notRunning(state, e);
        }
    }

    private static CommandException notRunning(StateDirectory state, Exception cause) {
        return new CommandException(
                Exit.NOT_RUNNING,
                "no laptop cluster is running with the state folder " + state.root()
                        + ": start one with ./sitewatch up examples/shaft.yaml",
                cause);
    }
}
