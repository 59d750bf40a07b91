package io.sitewatch.local.cluster.cnpg;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Conditions;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The status of a Cluster, as CloudNativePG writes it. */
final class ClusterStatus {
    static final String SETTING_UP = "Setting up primary";
    static final String WAITING = "Waiting for the instances to become active";
    private static final String HEALTHY = "Cluster in healthy state";

    private final Api api;
    private final Clock clock;

    ClusterStatus(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    void notReady(GenericKubernetesResource cluster, PostgresSpec spec, String phase, String reason) {
        Map<String, Object> status = common(spec);
        status.put("phase", phase);
        status.put("phaseReason", reason);
        status.put(
                "conditions",
                conditions(cluster)
                        .fails("Ready", "ClusterIsNotReady", "Cluster Is Not Ready")
                        .list());
        api.writeStatus(Kind.POSTGRES_CLUSTER, Key.of(cluster), status);
    }

    /**
     * It is as asked.
     *
     * @param missingPasswords managed roles whose Secret does not exist, with why
     */
    void ready(
            GenericKubernetesResource cluster,
            PostgresSpec spec,
            String systemId,
            Map<String, String> missingPasswords) {
        Map<String, Object> status = common(spec);
        status.put("phase", HEALTHY);
        status.put("readyInstances", 1);
        status.put("currentPrimary", spec.pod());
        status.put("timelineID", 1);
        status.put("systemID", systemId);
        status.put("managedRolesStatus", managedRoles(spec, missingPasswords));
        status.put(
                "conditions",
                conditions(cluster)
                        .holds("Ready", "ClusterIsReady", "Cluster is Ready")
                        .list());
        api.writeStatus(Kind.POSTGRES_CLUSTER, Key.of(cluster), status);
    }

    private static Map<String, Object> managedRoles(PostgresSpec spec, Map<String, String> missingPasswords) {
        Map<String, Object> status = new LinkedHashMap<>();
        List<String> reconciled = spec.roles().stream()
                .map(PostgresSpec.ManagedRole::name)
                .filter(role -> !missingPasswords.containsKey(role))
                .toList();
        if (!reconciled.isEmpty()) {
            status.put("byStatus", Map.of("reconciled", reconciled));
        }
        if (!missingPasswords.isEmpty()) {
            Map<String, Object> problems = new LinkedHashMap<>();
            missingPasswords.forEach((role, why) -> problems.put(role, List.of(why)));
            status.put("cannotReconcile", problems);
        }
        return status;
    }

    private static Map<String, Object> common(PostgresSpec spec) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("instances", 1);
        status.put("instanceNames", List.of(spec.pod()));
        status.put("targetPrimary", spec.pod());
        status.put("writeService", spec.service("rw"));
        status.put("readService", spec.service("r"));
        status.put("healthyPVC", List.of(spec.pod()));
        status.put("pvcCount", 1);
        status.put(
                "certificates", Map.of("serverCASecret", spec.name() + "-ca", "clientCASecret", spec.name() + "-ca"));
        return status;
    }

    private Conditions conditions(GenericKubernetesResource cluster) {
        return new Conditions(clock, Fields.of(cluster).at("status", "conditions"));
    }
}
