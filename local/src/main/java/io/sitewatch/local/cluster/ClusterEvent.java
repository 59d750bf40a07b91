package io.sitewatch.local.cluster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a person at the terminal wants to know: a component that starts, is ready, died, or cannot run and why.
 *
 * @param component what it is about: {@code kube-api}, {@code operator}, {@code kafka}, {@code postgres},
 *     {@code elasticsearch}, {@code kibana}, {@code stream}, or the pod's {@code app.kubernetes.io/component}
 * @param namespace of the object behind it, empty for the cluster's own components
 * @param name of the object behind it
 * @param message one sentence; an error says what to do about it
 * @param log file with the details, when there is one
 */
public record ClusterEvent(
        Instant at,
        Severity severity,
        String component,
        String namespace,
        String name,
        String message,
        Optional<Path> log) {

    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    public ClusterEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(log, "log");
    }
}
