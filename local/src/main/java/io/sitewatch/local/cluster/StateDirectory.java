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

    /** The same as a pod of that namespace sees it: with the bare names of its neighbours. */
    public Path hosts(String namespace) {
        return root.resolve("dns").resolve(namespace + ".hosts");
    }

    /** What a claim for storage is kept in. */
    public Path volume(String namespace, String claim) {
        return root.resolve("volumes").resolve(namespace).resolve(claim);
    }

    /** The log of one component; an empty namespace for the cluster's own. */
    public Path log(String component, String namespace, String name) {
        return logs().resolve(
                        namespace.isEmpty() ? component + ".log" : component + "-" + namespace + "-" + name + ".log");
    }

    /** What the containers of a pod see: its mounts and its working directory. */
    public Path pod(String namespace, String name) {
        return root.resolve("pods").resolve(namespace).resolve(name);
    }

    /** What the stand-in of a Kibana keeps. */
    public Path kibana(String namespace, String name) {
        return root.resolve("kibana").resolve(namespace + "-" + name + ".json");
    }

    Path api() {
        return root.resolve("api");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path network() {
        return root.resolve("network");
    }

    Path ledger() {
        return root.resolve("run");
    }
}
