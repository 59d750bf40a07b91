package io.sitewatch.local.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Kubernetes cluster for one machine, where pods are JVM processes and services are loopback addresses. It runs the
 * real operator, and plays the part of the operators that Sitewatch builds on. For development only.
 */
public final class LaptopCluster implements AutoCloseable {
    private final StateDirectory state;

    private LaptopCluster(StateDirectory state) {
        this.state = state;
    }

    /**
     * Starts the API server, the parts and the operator; returns when the API answers and the operator was started.
     *
     * @param events told of everything worth a line at the terminal; called from many threads, one at a time
     * @throws LaptopException saying what to do: artifacts missing, state folder in use, ports in use, disk full
     */
    public static LaptopCluster start(LaptopConfig config, Consumer<ClusterEvent> events) {
        return new LaptopCluster(new StateDirectory(config.state()));
    }

    /** File for {@code KUBECONFIG}. */
    public Path kubeconfig() {
        return state.kubeconfig();
    }

    /** A client with every right, owned by this cluster. */
    public KubernetesClient client() {
        throw new LaptopException("the laptop cluster is not started");
    }

    /** Folder with one log file per component. */
    public Path logs() {
        return state.logs();
    }

    /** Every child process, the operator first. */
    public List<RunningProcess> processes() {
        return List.of();
    }

    /** Stops everything within 15 s and leaves no process. Safe to call twice, and from a shutdown hook. */
    @Override
    public void close() {}
}
