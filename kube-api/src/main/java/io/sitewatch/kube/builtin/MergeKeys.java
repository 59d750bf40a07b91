package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How lists and objects of built-in kinds are merged: the list-type, list-map-keys, map-type and patch-merge-key marks of the Kubernetes
 * API, for the kinds served here.
 */
final class MergeKeys {
    private static final Map<String, List<String>> BY_KEYS = Map.ofEntries(
            Map.entry("PodSpec.containers", List.of("name")),
            Map.entry("PodSpec.initContainers", List.of("name")),
            Map.entry("PodSpec.ephemeralContainers", List.of("name")),
            Map.entry("PodSpec.volumes", List.of("name")),
            Map.entry("PodSpec.imagePullSecrets", List.of("name")),
            Map.entry("PodSpec.hostAliases", List.of("ip")),
            Map.entry("PodSpec.topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
            Map.entry("PodSpec.schedulingGates", List.of("name")),
            Map.entry("PodSpec.resourceClaims", List.of("name")),
            Map.entry("Container.env", List.of("name")),
            Map.entry("Container.ports", List.of("containerPort", "protocol")),
            Map.entry("Container.volumeMounts", List.of("mountPath")),
            Map.entry("Container.volumeDevices", List.of("devicePath")),
            Map.entry("EphemeralContainer.env", List.of("name")),
            Map.entry("EphemeralContainer.ports", List.of("containerPort", "protocol")),
            Map.entry("EphemeralContainer.volumeMounts", List.of("mountPath")),
            Map.entry("ResourceRequirements.claims", List.of("name")),
            Map.entry("ServiceSpec.ports", List.of("port", "protocol")),
            Map.entry("ServiceAccount.secrets", List.of("name")),
            Map.entry("ServiceAccount.imagePullSecrets", List.of("name")),
            Map.entry("ObjectMeta.ownerReferences", List.of("uid")),
            Map.entry("PodStatus.podIPs", List.of("ip")),
            Map.entry("PodStatus.hostIPs", List.of("ip")),
            Map.entry("EndpointSlice.ports", List.of()));

    private static final Set<String> KEYED_CONDITIONS = Set.of(
            "PodStatus",
            "DeploymentStatus",
            "StatefulSetStatus",
            "ReplicaSetStatus",
            "DaemonSetStatus",
            "ReplicationControllerStatus",
            "NamespaceStatus",
            "ServiceStatus",
            "NodeStatus",
            "PersistentVolumeClaimStatus",
            "PodDisruptionBudgetStatus",
            "HorizontalPodAutoscalerStatus",
            "CustomResourceDefinitionStatus");

    private static final Set<String> SETS = Set.of("ObjectMeta.finalizers", "CustomResourceDefinitionNames.categories");

    private static final Set<String> ATOMIC_OBJECTS = Set.of(
            "LabelSelector",
            "ObjectReference",
            "LocalObjectReference",
            "SecretKeySelector",
            "ConfigMapKeySelector",
            "ObjectFieldSelector",
            "ResourceFieldSelector",
            "TypedLocalObjectReference",
            "NodeSelector",
            "NodeSelectorTerm",
            "SecretReference",
            "OwnerReference",
            "RoleRef",
            "Subject",
            "ScopeSelector",
            "IngressServiceBackendPort");

    private static final Set<String> ATOMIC_MAPS = Set.of("ServiceSpec.selector", "PodSpec.nodeSelector");

    /** The single key that strategic merge goes by where it differs from the first of the list keys. */
    private static final Map<String, String> PATCH_KEYS = Map.of();

    boolean isAtomic(Class<?> type) {
        return ATOMIC_OBJECTS.contains(type.getSimpleName());
    }

    void describe(Class<?> owner, String property, ObjectNode schema) {
        String at = owner.getSimpleName() + "." + property;
        List<String> keys = keys(owner, property, at);
        if (!keys.isEmpty()) {
            schema.put("x-kubernetes-list-type", "map");
            ArrayNode list = schema.putArray("x-kubernetes-list-map-keys");
            keys.forEach(list::add);
            schema.put("x-kubernetes-patch-merge-key", PATCH_KEYS.getOrDefault(at, keys.get(0)));
            schema.put("x-kubernetes-patch-strategy", "merge");
        } else if (SETS.contains(at)) {
            schema.put("x-kubernetes-list-type", "set").put("x-kubernetes-patch-strategy", "merge");
        } else if ("array".equals(schema.path("type").asText())) {
            schema.put("x-kubernetes-list-type", "atomic");
        } else if (ATOMIC_MAPS.contains(at)) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        if ("DeploymentSpec.strategy".equals(at)) {
            schema.put("x-kubernetes-patch-strategy", "retainKeys");
        }
    }

    private static List<String> keys(Class<?> owner, String property, String at) {
        if ("conditions".equals(property) && KEYED_CONDITIONS.contains(owner.getSimpleName())) {
            return List.of("type");
        }
        return BY_KEYS.getOrDefault(at, List.of());
    }
}
