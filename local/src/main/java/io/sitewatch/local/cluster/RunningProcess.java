package io.sitewatch.local.cluster;

import java.nio.file.Path;

/**
 * A child process of the laptop cluster.
 *
 * @param component as in {@link ClusterEvent#component()}
 * @param namespace of the object that it stands for, empty for the operator
 * @param name of the pod that it stands for
 * @param pid of the live process, 0 while it waits for a restart
 * @param log its output
 * @param restarts since it was first started by this laptop cluster
 * @param residentBytes resident memory, its own children included; 0 where the platform does not say
 */
public record RunningProcess(
        String component, String namespace, String name, long pid, Path log, int restarts, long residentBytes) {}
