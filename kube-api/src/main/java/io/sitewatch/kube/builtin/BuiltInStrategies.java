package io.sitewatch.kube.builtin;

import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.Strategy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The strategy of each built-in kind. */
public final class BuiltInStrategies {
    private final Map<String, Strategy> known = new ConcurrentHashMap<>();
    private final Map<String, KindRules> rules;

    public BuiltInStrategies(ClusterIps clusterIps) {
        PodTemplateRules template = new PodTemplateRules();
        this.rules = Map.ofEntries(
                Map.entry(BuiltInTypes.NAMESPACES, new NamespaceRules()),
                Map.entry("/secrets", new SecretRules()),
                Map.entry("/configmaps", new ConfigMapRules()),
                Map.entry(BuiltInTypes.SERVICES, new ServiceRules(clusterIps)),
                Map.entry("/persistentvolumeclaims", new ClaimRules()),
                Map.entry("/pods", new PodRules(template)),
                Map.entry("apps/deployments", new WorkloadRules(template)),
                Map.entry("apps/statefulsets", new WorkloadRules(template)),
                Map.entry("apps/replicasets", new WorkloadRules(template)),
                Map.entry("apps/daemonsets", new WorkloadRules(template)),
                Map.entry("batch/jobs", new JobRules(template)),
                Map.entry("batch/cronjobs", new CronJobRules(template)),
                Map.entry("networking.k8s.io/networkpolicies", new NetworkPolicyRules()),
                Map.entry("rbac.authorization.k8s.io/rolebindings", new RoleBindingRules()),
                Map.entry("rbac.authorization.k8s.io/clusterrolebindings", new RoleBindingRules()),
                Map.entry(BuiltInTypes.CRDS, new CustomResourceDefinitionRules()));
    }

    public Strategy of(ResourceType type) {
        return known.computeIfAbsent(
                type.apiVersion() + "/" + type.plural(),
                absent -> new BuiltInStrategy(type, rules.getOrDefault(type.storage(), KindRules.NONE)));
    }
}
