package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.sitewatch.local.cluster.control.Key;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pod's object should say.
 *
 * @param owner what made it; empty when it stands for itself
 * @param spec as it was asked for
 * @param address that its server listens on
 * @param annotations where to find the process and its log
 * @param waiting why the container does not run, as the kubelet words it; empty when it runs
 * @param startedAt of the process
 * @param terminated exit code, when it has ended for good
 */
public record PodReport(
        Key pod,
        Optional<OwnerReference> owner,
        Map<String, String> labels,
        Map<String, String> annotations,
        PodSpec spec,
        String address,
        boolean ready,
        int restarts,
        Optional<Instant> startedAt,
        Optional<Reason> waiting,
        Optional<Integer> terminated) {

    /** A word in CamelCase and a sentence. */
    public record Reason(String reason, String message) {}

    public PodReport {
        Objects.requireNonNull(pod, "pod");
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    private static final String LOG = "local.sitewatch.io/log";

    /** Annotations that say where the process and its log are. */
    public static Map<String, String> whereabouts(long pid, Path log) {
        return Map.of("local.sitewatch.io/pid", Long.toString(pid), LOG, log.toString());
    }

    /** The file that the process writes to; empty when there was no process yet. */
    Optional<Path> log() {
        return Optional.ofNullable(annotations.get(LOG)).map(Path::of);
    }
}
