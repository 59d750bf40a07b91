package io.sitewatch.local.cli.api;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The way into the cluster of a kubeconfig that a person named. */
public final class NamedCluster {
    private static final int CONNECT_MILLIS = 10_000;

    private NamedCluster() {}

    /**
     * A client of that cluster.
     *
     * @param context null: the file's current one
     * @throws CommandException saying what is wrong with the file, its contexts or the way to the server
     */
    public static KubernetesClient connect(Path kubeconfig, String context) {
        if (!Files.isReadable(kubeconfig)) {
            throw new CommandException(Exit.REFUSED, "--kubeconfig " + kubeconfig + ": there is no such file");
        }
        Config config = read(kubeconfig, context);
        try {
            return Handshake.with(config, CONNECT_MILLIS);
        } catch (KubernetesClientException silent) {
            throw new CommandException(
                    Exit.NOT_RUNNING,
                    "the cluster of " + kubeconfig + " at " + config.getMasterUrl() + " does not answer: "
                            + silent.getMessage(),
                    silent);
        }
    }

    private static Config read(Path kubeconfig, String context) {
        Config config;
        try {
            config = Config.fromKubeconfig(kubeconfig.toFile());
        } catch (RuntimeException unreadable) {
            throw new CommandException(
                    Exit.REFUSED, "--kubeconfig " + kubeconfig + " is none: " + unreadable.getMessage(), unreadable);
        }
        if (context == null) {
            return config;
        }
        if (config.getContexts().stream().noneMatch(known -> known.getName().equals(context))) {
            throw new CommandException(
                    Exit.REFUSED,
                    "--context " + context + ": " + kubeconfig + " has "
                            + config.getContexts().stream()
                                    .map(NamedContext::getName)
                                    .collect(Collectors.joining(", ")));
        }
        return Config.fromKubeconfig(context, kubeconfig.toFile());
    }
}
