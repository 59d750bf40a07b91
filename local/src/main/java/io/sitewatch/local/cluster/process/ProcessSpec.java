package io.sitewatch.local.cluster.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A child process to be.
 *
 * @param component what a person calls it, for example {@code kafka}
 * @param namespace of the object that it stands for, empty for the cluster's own
 * @param name of the pod that it stands for
 * @param command program and arguments; never a secret among them, for every user of the machine can read them
 * @param environment the whole of it: nothing is inherited from the launcher but what {@link BaseEnvironment} gives
 * @param directory working directory, made when absent
 * @param log file that standard output and error are appended to
 * @param stop how it is asked to end
 * @param rights whose rights it runs with
 */
public record ProcessSpec(
        String component,
        String namespace,
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        Stop stop,
        Rights rights) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(rights, "rights");
    }

    /** In which turn processes are stopped: those that write, before the stores that they write to. */
    public enum Turn {
        WRITERS,
        STORES
    }

    /**
     * How a process is asked to end.
     *
     * @param signal name without SIG, for example TERM
     * @param grace after which it is killed
     */
    public record Stop(String signal, Duration grace, Turn turn) {
        /** SIGTERM, as the kubelet does. */
        public static Stop term(Duration grace, Turn turn) {
            return new Stop("TERM", grace, turn);
        }
    }

    /** As whom a process runs. */
    public enum Rights {
        /** As the launcher does. */
        OWN,
        /** As the launcher, which is root, in a user namespace where it has another name: its files stay root's. */
        RENAMED,
        /** As {@code nobody}, to whom its files are given. */
        NOBODY
    }
}
