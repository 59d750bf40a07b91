package io.sitewatch.local.cluster;

import java.nio.file.Path;

/** Where things lie under the state folder, for the launcher and for commands that look at a running laptop cluster. */
public record StateDirectory(Path root) {

    public StateDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Credentials and address of the API server, for kubectl and for our own commands. */
    public Path kubeconfig() {
        return root.resolve("kubeconfig");
    }

    /** One file per component, {@code <component>[-<namespace>-<pod>].log}; the one before it ends in {@code .1}. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Every name that the cluster's DNS would know, for {@code -Djdk.net.hosts.file}. */
    public Path hosts() {
        return root.resolve("hosts");
    }
}
